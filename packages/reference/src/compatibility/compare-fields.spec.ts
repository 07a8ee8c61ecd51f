import * as z from 'zod/mini';
import { ADDED, BROKEN, itJudges, NARROWED, REFILLED, SAME, UNFILLED, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const upTo = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const at = (schema: z.ZodMiniType) => z.object({ at: schema });

describe('compareSchemas, for fields,', () => {
  itJudges([
    ['another description', z.object({ a: text }), z.object({ a: text.check(z.describe('words')) }), SAME],
    ['a new optional field', z.object({ a: text }), z.object({ a: text, b: z.optional(text) }), ADDED, '/b'],
    ['a new field with a default', z.object({}), z.object({ b: z._default(text, 'x') }), ADDED, '/b'],
    ['a new required field', z.object({ a: text }), z.object({ a: text, b: text }), NARROWED, '/b'],
    [
      'a new field in a closed shape',
      z.strictObject({}),
      z.strictObject({ b: z.optional(text) }),
      WIDENED,
      '/b',
    ],
    [
      'a new field in a shape with fields of any kind',
      z.looseObject({}),
      z.looseObject({ b: z.optional(text) }),
      NARROWED,
      '/b',
    ],
    ['a removed field', z.object({ a: text, b: z.optional(text) }), z.object({ a: text }), BROKEN, '/b'],
    [
      'a field removed from a closed shape',
      z.strictObject({ b: z.optional(text) }),
      z.strictObject({}),
      BROKEN,
      '/b',
    ],
    ['a renamed field', z.object({ a: text }), z.object({ b: text }), BROKEN, '/a'],
    [
      'a field that becomes required',
      z.object({ a: z.optional(text) }),
      z.object({ a: text }),
      NARROWED,
      '/a',
    ],
    [
      'a field that becomes optional',
      z.object({ a: text }),
      z.object({ a: z.optional(text) }),
      WIDENED,
      '/a',
    ],
    [
      'a required field that gets a default',
      z.object({ a: text }),
      z.object({ a: z._default(text, 'x') }),
      ADDED,
      '/a',
    ],
    [
      'an optional field that gets a default',
      z.object({ a: z.optional(text) }),
      z.object({ a: z._default(text, 'x') }),
      ADDED,
      '/a',
    ],
    [
      'a removed default',
      z.object({ a: z._default(text, 'x') }),
      z.object({ a: z.optional(text) }),
      UNFILLED,
      '/a',
    ],
    [
      'a field with a default that becomes required',
      z.object({ a: z._default(text, 'x') }),
      z.object({ a: text }),
      NARROWED,
      '/a',
    ],
    [
      'another default',
      z.object({ a: z._default(text, 'x') }),
      z.object({ a: z._default(text, 'y') }),
      REFILLED,
      '/a',
    ],
    ['a shape that becomes closed', z.object({ a: text }), z.strictObject({ a: text }), BROKEN, ''],
    ['a shape that becomes open', z.strictObject({ a: text }), z.object({ a: text }), ADDED, ''],
    ['removed fields of any kind', z.looseObject({ a: text }), z.object({ a: text }), BROKEN, '/*'],
    ['a change of a nested field', at(z.array(at(upTo(5)))), at(z.array(at(upTo(6)))), WIDENED, '/at/*/at'],
    [
      'a removed field with a slash in its name',
      z.object({ 'a/b~c': text }),
      z.object({}),
      BROKEN,
      '/a~1b~0c',
    ],
  ]);
});
