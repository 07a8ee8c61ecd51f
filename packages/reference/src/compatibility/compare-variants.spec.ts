import * as z from 'zod/mini';
import { ADDED, BROKEN, itJudges, NARROWED, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const at = (schema: z.ZodMiniType) => z.object({ at: schema });
const cat = z.object({ kind: z.literal('cat'), lives: z.int() });
const dog = z.object({ kind: z.literal('dog'), barks: z.boolean() });
const bird = z.object({ kind: z.literal('bird') });
const calmDog = z.object({ kind: z.literal('dog'), barks: z.optional(z.boolean()) });

describe('When variants change', () => {
  itJudges([
    [
      'a variant more',
      z.discriminatedUnion('kind', [cat, dog]),
      z.discriminatedUnion('kind', [cat, dog, bird]),
      WIDENED,
    ],
    [
      'a variant less',
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
    ['a variant for what was none', cat, z.discriminatedUnion('kind', [cat, dog]), WIDENED],
    ['a type more', z.union([text, at(text)]), z.union([text, at(text), z.int()]), WIDENED],
    ['a type less', z.union([text, at(text), z.int()]), z.union([text, at(text)]), NARROWED],
    ['a choice in another order', z.union([text, z.int()]), z.union([z.int(), text]), ADDED],
    [
      'a field more in a choice',
      z.union([text, at(text)]),
      z.union([text, z.object({ at: text, b: z.optional(text) })]),
      ADDED,
      '/b',
    ],
    [
      'a value more where any text is let pass',
      z.union([z.enum(['a']), text]),
      z.union([z.enum(['a', 'b']), text]),
      ADDED,
    ],
    ['an exclusive choice', z.xor([text, z.int()]), z.xor([text, z.boolean()]), BROKEN],
  ]);
});
