import { changed } from '../population/mutation.ts';
import { changesOf } from './changes.spec-kit.ts';
import { OPERATORS } from './operators.ts';
import { changeSettings } from './settings.ts';

/** Operator, code, and the code after each of its changes. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['argument', 'f(a, b, c);', ['f(b, a, c);', 'f(a, c, b);']],
  ['argument', 'f(a, () => b); f(a, ...b); f(a, a);', []],
  ['arithmetic', 'a + b * c;', ['a - b * c;', 'a + b / c;']],
  ['arithmetic', "'a' + b;", []],
  [
    'await',
    'await f(); const a = await g();',
    ['void f(); const a = await g();', 'await f(); const a = g();'],
  ],
  ['boolean', 'f(true);', ['f(false);']],
  ['boundary', 'a < b;', ['a <= b;']],
  [
    'boundary',
    "f({ ConditionExpression: '#version < :version' });",
    ["f({ ConditionExpression: '#version <= :version' });"],
  ],
  ['boundary', "f({ text: 'a < b' });", []],
  ['call', 'await f(); g(); a = h();', ['; g(); a = h();', 'await f(); ; a = h();']],
  ['comparison', 'a === b; a >= b;', ['a !== b; a >= b;', 'a === b; a < b;']],
  ['condition', 'if (a) f();', ['if (!(a)) f();', ';']],
  ['condition', 'if (!a) f(); else g();', ['if (a) f(); else g();']],
  ['condition', 'if (a < b) throw c;', []],
  ['condition', 'a ? b : c;', ['!(a) ? b : c;']],
  ['condition', 'f(a && b);', ['f(a);', 'f(b);']],
  ['condition', 'list.filter(f).map(g);', ['list.map(g);']],
  [
    'condition',
    "f({ ConditionExpression: 'a = :a AND b = :b' });",
    ["f({ ConditionExpression: 'b = :b' });", "f({ ConditionExpression: 'a = :a' });"],
  ],
  ['consistency', 'f({ Key: key, ConsistentRead: true });', ['f({ Key: key });']],
  ['consistency', 'f({ isConsistent: false });', []],
  ['constant', 'f(0, 20);', ['f(1, 20);', 'f(0, 21);']],
  ['constant', 'a = 30 * 60_000;', ['a = 300 * 60_000;', 'a = 30 * 600000;', 'a = 30 * 60;']],
  ['default', 'a ?? b;', ['a;', 'b;']],
  ['error', 'if (a) throw b;', ['if (a) ;']],
  ['error', 'try { f(); } catch { g(); }', ['try { f(); } catch {}']],
  ['error', 'try { f(); } catch (error) { throw error; }', ['try { f(); } catch (error) {}']],
  ['logical', 'a && list.some(f);', ['a || list.some(f);', 'a && list.every(f);']],
  ['logical', 'Math.min(a, b);', ['Math.max(a, b);']],
  ['property', 'f({ a, b: 1 });', ['f({ b: 1 });', 'f({ a });']],
  ['property', 'f({ ConsistentRead: true });', []],
  ['return', 'function f(): string[] { return a; }', ['function f(): string[] { return []; }']],
  [
    'return',
    'async function f(): Promise<boolean> { return true; }',
    ['async function f(): Promise<boolean> { return false; }'],
  ],
  ['return', 'const f = () => a;', ['const f = () => undefined;']],
  ['slice', 'list.slice(0, end);', ['list.slice(0, end - 1);']],
  ['slice', 'list.slice(from);', ['list.slice(from + 1);']],
  ['slice', 'for (const a of list) f(a);', ['for (const a of list.slice(1)) f(a);']],
  ['slice', '[...list].map(f);', ['[...list].slice(1).map(f);']],
  ['spread', 'f({ ...a, b }, [c, ...d]);', ['f({ b }, [c, ...d]);', 'f({ ...a, b }, [c]);']],
];

const settingsOf = (text: string) => changeSettings(text).map((change) => changed(text, change));

describe('operators', () => {
  it.each(CASES)('%s: %s', (name, code, expected) => {
    expect(changesOf(OPERATORS[name] ?? (() => []), code)).toEqual(expected);
  });

  it('have a case each', () => {
    expect([...new Set(CASES.map(([name]) => name))].sort()).toEqual(Object.keys(OPERATORS).sort());
  });
});

describe('changeSettings', () => {
  it('changes numbers, truth values, numbers in quotes and rates', () => {
    expect(settingsOf('batchSize: 10\n')).toEqual(['batchSize: 11\n']);
    expect(settingsOf('timeout: 50\n')).toEqual(['timeout: 500\n']);
    expect(settingsOf('stream: true\n')).toEqual(['stream: false\n']);
    expect(settingsOf("AFTER_SECONDS: '360'\n")).toEqual(["AFTER_SECONDS: '3600'\n"]);
    expect(settingsOf('schedule: rate(1 minute)\n')).toEqual(['schedule: rate(1 hour)\n']);
  });

  it('removes an item of a list with others', () => {
    expect(settingsOf('types: [A, B, C]\n')).toEqual([
      'types: [B, C]\n',
      'types: [A, C]\n',
      'types: [A, B]\n',
    ]);
    expect(settingsOf('types:\n  - A\n  - B\n')).toEqual(['types:\n  - B\n', 'types:\n  - A\n']);
    expect(settingsOf('types: [A]\n')).toEqual([]);
  });

  it('leaves permissions and anchors alone', () => {
    expect(settingsOf('iamRoleStatements:\n  - Action: [a, b]\nfirst: [*x, &y A]\n')).toEqual([]);
  });

  it('throws for a text that is no YAML', () => {
    expect(() => changeSettings('a: [')).toThrow('Flow sequence');
  });
});
