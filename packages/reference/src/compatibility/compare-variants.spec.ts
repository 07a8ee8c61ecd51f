import * as z from 'zod/mini';
import { ADDED, BROKEN, itJudges, NARROWED, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const { union } = z;
const byKind = (kinds: (typeof cat | typeof dog | typeof bird | typeof calmDog)[]) =>
  z.discriminatedUnion('kind', kinds as [typeof cat]);
const at = (schema: z.ZodMiniType) => z.object({ at: schema });
const cat = z.object({ kind: z.literal('cat'), lives: z.int() });
const dog = z.object({ kind: z.literal('dog'), barks: z.boolean() });
const bird = z.object({ kind: z.literal('bird') });
const calmDog = z.object({ kind: z.literal('dog'), barks: z.optional(z.boolean()) });
const more = z.object({ at: text, b: z.optional(text) });

describe('compareSchemas, for unions,', () => {
  itJudges([
    ['an added variant', byKind([cat, dog]), byKind([cat, dog, bird]), WIDENED],
    ['a removed variant', byKind([cat, dog]), byKind([cat]), NARROWED],
    ['a change within a variant', byKind([cat, dog]), byKind([calmDog, cat]), WIDENED, '/barks'],
    ['a union instead of an object', cat, byKind([cat, dog]), WIDENED],
    ['an added type', union([text, at(text)]), union([text, at(text), z.int()]), WIDENED],
    ['a removed type', union([text, at(text), z.int()]), union([text, at(text)]), NARROWED],
    ['variants in another order', union([text, z.int()]), union([z.int(), text]), ADDED],
    ['an added field in a variant', union([text, at(text)]), union([text, more]), ADDED, '/b'],
    [
      'an added enum value besides any text',
      union([z.enum(['a']), text]),
      union([z.enum(['a', 'b']), text]),
      ADDED,
    ],
    ['another variant of an exclusive union', z.xor([text, z.int()]), z.xor([text, z.boolean()]), BROKEN],
  ]);
});
