import ts from 'typescript';
import { mutationsOf } from './enumerate.ts';
import { checkEquivalents, type Equivalent, readEquivalents, reasonFor } from './equivalents.ts';
import { changed, type Mutation, toDiff } from './mutation.ts';
import { regionAt, toRegions } from './regions.ts';
import { order, partOf } from './sample.ts';

const FILE = 'services/shop/src/domain/count.ts';
const TEXT = `import { log } from './log.ts';

export function count(list: readonly string[]): number {
  if (list.length > 5) {
    log.warn('a long list', { length: list.length + 1 });
    throw new Error(\`too long by \${list.length - 5}\`);
  }
  return list.filter((each) => each !== '').length;
}

export const twice = (value: number) => value * 2;
`;

const mutations = mutationsOf(FILE, TEXT);
const of = (operator: string) => mutations.filter((each) => each.operator === operator);

describe('mutationsOf', () => {
  it('returns each change with its place', () => {
    expect(of('boundary')).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{12}$/),
        folder: 'services/shop',
        file: FILE,
        line: 4,
        operator: 'boundary',
        declaration: 'count',
        original: '>',
        replacement: '>=',
        start: TEXT.indexOf('> 5'),
        end: TEXT.indexOf('> 5') + 1,
        region: `${FILE}:${TEXT.indexOf('{\n  if')}`,
      },
    ]);
  });

  it('leaves out log entries, arguments of errors and types', () => {
    expect(of('arithmetic').map(({ line }) => line)).toEqual([11]);
    expect(of('call')).toEqual([]);
    expect(of('error').map(({ line }) => line)).toEqual([6]);
  });

  it('gives each change an id that other code of the file does not affect', () => {
    const moved = mutationsOf(FILE, TEXT.replace('export function', 'const other = 7;\nexport function'));
    const ids = (some: readonly Mutation[]) => some.map(({ id }) => id);
    expect(new Set(ids(mutations)).size).toBe(mutations.length);
    expect(ids(moved)).toEqual(expect.arrayContaining(ids(mutations)));
  });

  it('returns changes of a template, with their keys', () => {
    const found = mutationsOf('services/shop/resources/queues.yml', 'orders:\n  maxReceiveCount: 5\n');
    expect(found).toEqual([
      expect.objectContaining({
        operator: 'setting',
        declaration: 'maxReceiveCount',
        line: 2,
        replacement: '6',
      }),
    ]);
    expect(found[0]?.region).toBeUndefined();
  });
});

describe('toDiff', () => {
  it('shows the changed lines', () => {
    expect(of('boundary').map((each) => toDiff(TEXT, each))).toEqual([
      '-   if (list.length > 5) {\n+   if (list.length >= 5) {',
    ]);
  });
});

describe('toRegions', () => {
  const parse = (text: string) =>
    ts.createSourceFile(FILE, text, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);

  /** Runs instrumented code, and returns the beginnings of the regions that it reaches. */
  function reachedBy(code: string, run: string): readonly string[] {
    const { instrumented } = toRegions(FILE, parse(code));
    const { outputText } = ts.transpileModule(`${instrumented}\n${run}`, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
    });
    const reached = new Set<number>();
    const global = { __reached: (id: string) => reached.add(Number(id.split(':')[1])) };
    new Function('globalThis', outputText)(global);
    return [...reached].filter((start) => start > 0).map((start) => code.slice(start).slice(0, 5).trim());
  }

  it.each([
    ['const f = (a: number) => (a > 1 ? 10 : 20);', 'f(0)', ['(a >', '20);']],
    ['const f = (a: number) => (a > 1 ? 10 : 20);', 'f(2)', ['(a >', '10 :']],
    ['function f(a: number) { if (a) return 100; else return 200; }', 'f(1)', ['{ if', 'retur']],
    ['const f = (a: boolean) => a && [11, 12];', 'f(false)', ['a &&']],
    ['const f = (a: boolean) => a && [11, 12];', 'f(true)', ['a &&', '[11,']],
    ['const f = (a?: object) => a ?? { b: () => ({}) };', 'f()', ['a ??', '{ b:']],
    [
      "function f(a: string) { switch (a) { case 'x': return one(); default: two(); } } const one = () => 1, two = () => 2;",
      "f('x')",
      ['{ swi', 'retur', '1, tw'],
    ],
    ['for (const a of [1]) String(a);', '', ['Strin']],
    ['try { JSON.parse("{"); } catch { String(1); }', '', ['{ JSO', '{ Str']],
  ])('%s reaches, by %s', (code, run, expected) => {
    expect(reachedBy(code, run)).toEqual(expected);
  });

  it('finds the innermost region around a change', () => {
    const { regions } = toRegions(FILE, parse(TEXT));
    const start = TEXT.indexOf("each !== ''");
    expect(regionAt(regions, { start, end: start + 4 })?.start).toBe(start);
    expect(regionAt(regions, { start: 0, end: 5 })?.start).toBe(0);
  });
});

describe('order', () => {
  const many = ['services/a', 'services/b'].flatMap((folder) =>
    ['boundary', 'constant', 'constant', 'constant'].map(
      (operator, index) => ({ folder, operator, id: `${folder} ${operator} ${index}` }) as Mutation,
    ),
  );

  it('is the same for the same seed, and another for another', () => {
    expect(order(many, 1)).toEqual(order(many.toReversed(), 1));
    expect(order(many, 1)).not.toEqual(order(many, 2));
  });

  it('begins with one of each folder and operator', () => {
    const first = order(many, 1).slice(0, 4);
    expect(new Set(first.map(({ folder, operator }) => `${folder} ${operator}`)).size).toBe(4);
  });

  it('stays the same for the others if a later one is removed', () => {
    const ordered = order(many, 1);
    expect(order(ordered.slice(0, -1), 1)).toEqual(ordered.slice(0, -1));
  });

  it('is divided into parts without a rest', () => {
    const ordered = order(many, 1);
    const parts = [1, 2, 3].flatMap((index) => partOf(ordered, { index, of: 3 }));
    expect(new Set(parts)).toEqual(new Set(ordered));
    expect(parts).toHaveLength(ordered.length);
  });
});

describe('equivalents', () => {
  const [boundary] = of('boundary');
  const entry: Equivalent = {
    file: FILE,
    declaration: 'count',
    operator: 'boundary',
    original: '>',
    reason: 'a list of five is never passed',
  };

  it('are found by their content', () => {
    expect(boundary && reasonFor(boundary, [entry])).toBe(entry.reason);
    expect(boundary && reasonFor(boundary, [{ ...entry, declaration: 'twice' }])).toBeUndefined();
    expect(boundary && reasonFor(boundary, [{ ...entry, replacement: '<' }])).toBeUndefined();
  });

  it('must have a reason and match a present mutation', () => {
    expect(() => checkEquivalents([entry], mutations)).not.toThrow();
    expect(() => checkEquivalents([{ ...entry, original: '>=' }], mutations)).toThrow(
      `${FILE} count: boundary of ">="`,
    );
    expect(() => checkEquivalents([{ ...entry, reason: ' ' }], mutations)).toThrow('without a reason');
  });

  it('of the repository are a list', () => {
    expect(Array.isArray(readEquivalents())).toBe(true);
  });
});

it('keeps the rest of a changed text', () => {
  expect(changed('abc', { start: 1, end: 2, replacement: 'xyz' })).toBe('axyzc');
});
