import * as z from 'zod/mini';
import { ADDED, BROKEN, itJudges, NARROWED, REFILLED, SAME, UNFILLED, WIDENED } from './judge.spec-kit.ts';

const { object, strictObject: closed, looseObject: loose } = z;
const text = z.string();
const upTo = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const optional = z.optional(text);
const some = (a: z.ZodMiniType) => z.object({ a });
const filled = (value: string) => z._default(text, value);
const at = (schema: z.ZodMiniType) => z.object({ at: schema });

describe('compareSchemas, for fields,', () => {
  itJudges([
    ['another description', some(text), object({ a: text.check(z.describe('words')) }), SAME],
    ['a new optional field', some(text), object({ a: text, b: optional }), ADDED, '/b'],
    ['a new field with a default', object({}), object({ b: filled('x') }), ADDED, '/b'],
    ['a new required field', some(text), object({ a: text, b: text }), NARROWED, '/b'],
    ['a new field in a closed shape', closed({}), closed({ b: optional }), WIDENED, '/b'],
    ['a new field in a shape with fields of any kind', loose({}), loose({ b: optional }), NARROWED, '/b'],
    ['a removed field', object({ a: text, b: optional }), some(text), BROKEN, '/b'],
    ['a field removed from a closed shape', closed({ b: optional }), closed({}), BROKEN, '/b'],
    ['a renamed field', some(text), object({ b: text }), BROKEN, '/a'],
    ['a field that becomes required', some(optional), some(text), NARROWED, '/a'],
    ['a field that becomes optional', some(text), some(optional), WIDENED, '/a'],
    ['a required field that gets a default', some(text), some(filled('x')), ADDED, '/a'],
    ['an optional field that gets a default', some(optional), some(filled('x')), ADDED, '/a'],
    ['a removed default', some(filled('x')), some(optional), UNFILLED, '/a'],
    ['a field with a default that becomes required', some(filled('x')), some(text), NARROWED, '/a'],
    ['another default', some(filled('x')), some(filled('y')), REFILLED, '/a'],
    ['a shape that becomes closed', some(text), closed({ a: text }), BROKEN, ''],
    ['a shape that becomes open', closed({ a: text }), some(text), ADDED, ''],
    ['removed fields of any kind', loose({ a: text }), some(text), BROKEN, '/*'],
    ['a change of a nested field', at(z.array(at(upTo(5)))), at(z.array(at(upTo(6)))), WIDENED, '/at/*/at'],
    ['a removed field with a slash in its name', object({ 'a/b~c': text }), object({}), BROKEN, '/a~1b~0c'],
  ]);
});
