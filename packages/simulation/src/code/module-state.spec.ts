import { toSourceFile } from '../syntax/pattern.ts';
import { plainConstantsOf, stateIn } from './module-state.ts';

const parse = (text: string) => toSourceFile('/module.ts', text);

describe('stateIn', () => {
  it.each([
    "import * as z from 'zod/mini'; export const id = z.string().check(z.regex(/^a$/)); z.config(en());",
    "import * as z from 'zod/mini'; const of = (call: string) => z.literal(call); export const both = z.union([of('a'), of('b')]);",
    "export const NO_HASH = '0'.repeat(64);",
    'export const MAX = 5; export type A = { b: string }; export function f() { let a = 1; return a; }',
    "const NAMES = ['a', 'b'] as const; export const UPPER = NAMES.map((name) => name + '!');",
    'const KNOWN: ReadonlySet<string> = new Set(NAMES); export const isKnown = (a: string) => KNOWN.has(a);',
    "const DIGITS = /\\d+/g; export const without = (text: string) => text.replace(DIGITS, '');",
    "const PATTERN = new RegExp('^' + 'a', 'u'); export const is = (text: string) => PATTERN.test(text);",
    'export class Failure extends Error { override readonly name = "Failure"; }',
    'export const create = () => { const cache = new Map(); return (key: string) => cache.get(key); };',
    'const LABELS = { a: 1 }; export const label = (name: string) => LABELS[name] ?? 0;',
  ])('finds none in %s', (text) => {
    expect(stateIn(parse(text))).toBeUndefined();
  });

  it.each([
    ['let count = 0;', 'the statement let count = 0;'],
    ['export var a = 1;', 'the statement export var a = 1;'],
    ['const cache = new Map(); export const get = (key: string) => cache.set(key, 1);', 'cache'],
    ['export const cache: Map<string, number> = new Map(); put(cache);', 'the collection'],
    ['const seen: string[] = []; export const see = (a: string) => seen.push(a);', 'the changed object seen'],
    [
      'const last: { at?: number } = {}; export const now = () => { last.at = 1; };',
      'the changed object last',
    ],
    [
      'const counts = { a: { b: 1 } }; export const count = () => { counts.a!.b += 1; };',
      'the changed object',
    ],
    ['const counts = [0]; export const count = () => counts[0]++;', 'the changed object counts'],
    ['const known = { a: 1 }; export const forget = () => { delete known.a; };', 'the changed object known'],
    ['export function table() { return (table.remembered ??= new Map()); }', 'the changed object table'],
    ['export const table = () => (table.last = 1);', 'the changed object table'],
    [
      "import { order } from './order.ts'; export const keep = () => Object.assign(order, { a: 1 });",
      'order',
    ],
    ['const WORD = /a/g; export const is = (text: string) => WORD.test(text);', 'WORD'],
    ["const WORD = new RegExp('a', flags); export const is = (text: string) => WORD.test(text);", 'WORD'],
    ['export class Counter { static count = 0; }', 'a static field of Counter'],
    ['export class Counter { static { begin(); } }', 'a static field of Counter'],
    ["import { once } from './once.ts'; export const deps = once(() => create());", 'the call once('],
    ['export const all = NAMES.map(() => once(create));', 'the call NAMES.map('],
    ['const make = () => { let a = 0; return () => a++; }; export const next = make();', 'the call make()'],
    ['export const stage = process.env.STAGE;', 'a use of process'],
    ['export const startedAt = Date.now();', 'the call Date.now()'],
    ['export const client = new Client({});', 'the object new Client({})'],
    ['export const facts = { client: [new Client({})] };', 'the object new Client({})'],
    ["import './side-effect.ts'; begin();", 'the statement begin();'],
  ])('finds it in %s', (text, reason) => {
    expect(stateIn(parse(text))).toContain(reason);
  });
});

describe('plainConstantsOf', () => {
  it('returns the names of objects and arrays', () => {
    const text =
      'const A = [1] as const; export const B = { c: 1 } satisfies C; const D = z.object({}); const E = 1;';
    expect(plainConstantsOf(parse(text))).toEqual(['A', 'B']);
  });
});
