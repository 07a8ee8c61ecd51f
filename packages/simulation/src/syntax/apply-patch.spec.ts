import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatches, type Patch } from './apply-patch.ts';
import { createSources, type Sources } from './sources.ts';

const CONFIRM = `
export function confirm(order: Order, at: string): Decision {
  switch (order.status) {
    case 'placed': {
      return { events: [{ type: 'OrderConfirmed', at }] };
    }
    case 'confirmed':
      return { events: [] };
    default:
      return order satisfies never;
  }
}`;
const STORE = `
import { confirm } from './confirm.ts';

export const save = async (table: Table, { id, version }: Order) => {
  await table.put({ Item: { id, version }, ConditionExpression: \`version
    < :version\`, Limit: 1 });
  if ((version as number) > 1) log(id);
};

export function withId(id: string) {
  const log = () => save(id);
  return { id };
}`;

let root: string;
let sources: Sources;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'patches-'));
  const src = join(root, 'services/orders/src/domain');
  mkdirSync(src, { recursive: true });
  writeFileSync(join(src, 'confirm.ts'), CONFIRM);
  writeFileSync(join(src, 'confirm.spec.ts'), CONFIRM);
  writeFileSync(join(src, 'store.ts'), STORE);
  sources = createSources(root);
});
afterAll(() => rmSync(root, { recursive: true }));

/** Returns the one changed source, with single spaces. */
function patched(...patches: readonly Patch[]): string {
  const texts = applyPatches(sources, patches, 'the mutant "a bug"');
  expect(texts.size).toBe(1);
  return spaced([...texts.values()].join(''));
}

const spaced = (text: string) => text.replace(/\s+/g, ' ');
const inConfirm = (find: string, replace: string) => ({ in: 'services/orders confirm', find, replace });
const inSave = (find: string, replace: string) => ({ in: 'services/orders save', find, replace });

describe('applyPatches', () => {
  it('finds code in any format, and keeps the rest of the file', () => {
    const find = 'return {\n events: [ {\n type: "OrderConfirmed", at: $_at } ] };';
    expect(patched(inConfirm(find, 'return { events: [] };'))).toBe(
      spaced(CONFIRM.replace("[{ type: 'OrderConfirmed', at }]", '[]')),
    );
  });

  it('replaces a variable by the code that it stands for', () => {
    const patch = inConfirm("case 'confirmed': return $_;", "case 'confirmed': return $confirmed;");
    expect(patched({ ...patch, given: ["case 'placed': return $confirmed;"] })).toContain(
      "case 'confirmed': return { events: [{ type: 'OrderConfirmed', at }] }; default:",
    );
  });

  it('replaces a variable of a list by its elements, of which there may be none', () => {
    expect(patched(inSave('{ $$$others, Limit: 1 }', '{ $$$others, Limit: 2 }'))).toContain(
      'put({ Item: { id, version }, ConditionExpression: `version < :version`, Limit: 2 });',
    );
    expect(patched(inSave('{ $$$others, version: $version }', '{ $$$others }'))).toContain('Item: { id }');
    expect(patched(inSave('if ($_) $log($id, $$$others);', '$log($$$others, $id);'))).toContain('log( id)');
  });

  it('removes a property with its comma', () => {
    expect(patched(inSave("ConditionExpression: 'version < :version'", ''))).toContain(
      'Item: { id, version }, Limit: 1 }',
    );
  });

  it('replaces a removed statement by an empty one, which may follow an if', () => {
    expect(patched(inSave('log($_);', ''))).toContain('if ((version as number) > 1) ; };');
  });

  it('ignores parentheses, casts and braces around one statement', () => {
    expect(patched(inSave('if ($version > 1) { $log; }', 'if ($version > 2) $log;'))).toContain(
      'if ((version as number) > 2) log(id);',
    );
  });

  it('finds a declaration inside another', () => {
    expect(patched({ in: 'services/orders withId log', find: 'save', replace: 'confirm' })).toContain(
      'const log = () => confirm(id);',
    );
  });

  it('applies the second patch to the result of the first', () => {
    expect(patched(inSave('Limit: 1', 'Limit: 2'), inSave('Limit: 2', 'Limit: 3'))).toContain('Limit: 3 }');
  });

  it('imports names that the replacement needs, unless the file has them', () => {
    const imports = ['services/orders confirm', 'services/orders save'];
    const added = patched({ ...inConfirm('[]', '[save, confirm]'), imports });
    expect(added).toMatch(/^import \{ save \} from "[^"]*domain\/store\.ts"; export function confirm/);
    expect(added).toContain('{ events: [save, confirm] }');
  });

  it('imports names of libraries', () => {
    const imports = ['@aws-sdk/lib-dynamodb GetCommand'];
    const added = patched({ ...inConfirm('[]', '[GetCommand]'), imports });
    expect(added).toMatch(/^import \{ GetCommand \} from '@aws-sdk\/lib-dynamodb'; export function confirm/);
  });

  it.each<[string, Patch]>([
    ['there is no such declaration', { ...inConfirm('[]', ''), in: 'services/orders cancel' }],
    ['it fits 0 times, not once', inConfirm('return $_order.version;', '')],
    ['it fits 3 times, not once', inConfirm('return $_;', '')],
    ['it fits 0 times, not once', { ...inConfirm('[]', ''), given: ['$_order.version'] }],
    ['no code: return ]', inConfirm('return ]', '')],
    ['the pattern does not have the variable other', inConfirm('[]', '$other')],
    ['the replacement uses "$_at"', inConfirm('{ type: $_, at: $_at }', '$_at')],
    ['the replacement uses "at", which is no name of the file\'s top level', inConfirm('[]', '[{ at }]')],
    [
      '0 files of services/orders export cancel, not one',
      { ...inConfirm('[]', '[cancel]'), imports: ['services/orders cancel'] },
    ],
  ])('throws, and names the mutant: %s', (message, patch) => {
    expect(() => patched(patch)).toThrow(`the mutant "a bug": ${message}`);
  });
});
