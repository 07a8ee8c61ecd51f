import * as z from 'zod/mini';
import { ADDED, BROKEN, itJudges, NARROWED, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const at = (schema: z.ZodMiniType) => z.object({ at: schema });
const cat = z.object({ kind: z.literal('cat'), lives: z.int() });
const dog = z.object({ kind: z.literal('dog'), barks: z.boolean() });
const bird = z.object({ kind: z.literal('bird') });
const calmDog = z.object({ kind: z.literal('dog'), barks: z.optional(z.boolean()) });

describe('compareSchemas, for unions,', () => {
  itJudges([
    [
      'an added variant',
      z.discriminatedUnion('kind', [cat, dog]),
      z.discriminatedUnion('kind', [cat, dog, bird]),
      WIDENED,
    ],
    [
      'a removed variant',
      z.discriminatedUnion('kind', [cat, dog]),
      z.discriminatedUnion('kind', [cat]),
      NARROWED,
    ],
    [
      'a change within a variant',
      z.discriminatedUnion('kind', [cat, dog]),
      z.discriminatedUnion('kind', [calmDog, cat]),
      WIDENED,
      '/barks',
    ],
    ['a union instead of an object', cat, z.discriminatedUnion('kind', [cat, dog]), WIDENED],
    ['an added type', z.union([text, at(text)]), z.union([text, at(text), z.int()]), WIDENED],
    ['a removed type', z.union([text, at(text), z.int()]), z.union([text, at(text)]), NARROWED],
    ['variants in another order', z.union([text, z.int()]), z.union([z.int(), text]), ADDED],
    [
      'an added field in a variant',
      z.union([text, at(text)]),
      z.union([text, z.object({ at: text, b: z.optional(text) })]),
      ADDED,
      '/b',
    ],
    [
      'an added enum value besides any text',
      z.union([z.enum(['a']), text]),
      z.union([z.enum(['a', 'b']), text]),
      ADDED,
    ],
    ['another variant of an exclusive union', z.xor([text, z.int()]), z.xor([text, z.boolean()]), BROKEN],
  ]);
});
