import * as z from 'zod/mini';
import { BROKEN, itJudges, NARROWED, SAME, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const upTo = (maxLength: number) => z.string().check(z.maxLength(maxLength));
const number = (...checks: Parameters<z.ZodMiniNumber['check']>) => z.number().check(...checks);
const items = (most: number) => z.array(text).check(z.maxLength(most));
const like = (...patterns: RegExp[]) => z.string().check(...patterns.map((each) => z.regex(each)));

describe('compareSchemas, for constraints,', () => {
  itJudges([
    ['another type', text, z.int(), BROKEN, ''],
    ['an integer instead of any number', z.number(), z.int(), NARROWED, ''],
    ['null added', text, z.nullable(text), WIDENED, ''],
    ['null removed', z.nullable(text), text, NARROWED, ''],
    ['any value instead of text', text, z.unknown(), WIDENED, ''],
    ['text instead of any value', z.unknown(), text, NARROWED, ''],
    ['a lower maximum', number(z.maximum(9)), number(z.maximum(8)), NARROWED],
    ['a higher maximum', number(z.maximum(8)), number(z.maximum(9)), WIDENED],
    ['a higher minimum', number(z.minimum(1)), number(z.minimum(2)), NARROWED],
    ['a lower minimum', number(z.minimum(2)), number(z.minimum(1)), WIDENED],
    ['a new bound', z.number(), number(z.gt(0)), NARROWED],
    ['a removed bound', number(z.lt(9)), z.number(), WIDENED],
    ['a multiple of the step', number(z.multipleOf(5)), number(z.multipleOf(10)), NARROWED],
    ['another step', number(z.multipleOf(5)), number(z.multipleOf(7)), BROKEN],
    ['a higher maximum length', upTo(5), upTo(6), WIDENED],
    ['a lower maximum length', upTo(6), upTo(5), NARROWED],
    ['a minimum length of 1', text, z.string().check(z.minLength(1)), NARROWED],
    ['a minimum length of 0', text, z.string().check(z.minLength(0)), SAME],
    ['more items', items(1), items(2), WIDENED],
    ['fewer items', items(2), items(1), NARROWED],
    ['a new pattern', text, like(/^a/), NARROWED],
    ['a second pattern', like(/^a/), like(/^a/, /z$/), NARROWED],
    ['another pattern', like(/^a/), like(/^b/), BROKEN],
    ['a new format', text, z.url(), NARROWED],
    ['another format', z.url(), z.jwt(), BROKEN],
    ['an added enum value', z.enum(['a', 'b']), z.enum(['a', 'b', 'c']), WIDENED],
    ['a removed enum value', z.enum(['a', 'b']), z.enum(['b']), NARROWED],
    ['another constant', z.literal('a'), z.literal('b'), BROKEN],
    ['enum values in another order', z.enum(['a', 'b']), z.enum(['b', 'a']), SAME],
    ['any text instead of an enum', z.enum(['a']), text, WIDENED],
    ['an item of a tuple', z.tuple([text, upTo(5)]), z.tuple([text, upTo(6)]), WIDENED, '/1'],
    ['a longer tuple', z.tuple([text]), z.tuple([text, text]), BROKEN],
    ['the values of a record', z.record(text, upTo(5)), z.record(text, upTo(6)), WIDENED, '/*'],
    ['the keys of a record', z.record(upTo(5), text), z.record(upTo(6), text), WIDENED, ''],
  ]);
});
