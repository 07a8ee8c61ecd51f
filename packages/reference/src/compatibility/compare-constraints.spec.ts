import * as z from 'zod/mini';
import { BROKEN, itJudges, NARROWED, SAME, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const upTo = (maxLength: number) => z.string().check(z.maxLength(maxLength));

describe('compareSchemas, for constraints,', () => {
  itJudges([
    ['another type', text, z.int(), BROKEN, ''],
    ['an integer instead of any number', z.number(), z.int(), NARROWED, ''],
    ['null added', text, z.nullable(text), WIDENED, ''],
    ['null removed', z.nullable(text), text, NARROWED, ''],
    ['any value instead of text', text, z.unknown(), WIDENED, ''],
    ['text instead of any value', z.unknown(), text, NARROWED, ''],
    ['a lower maximum', z.number().check(z.maximum(9)), z.number().check(z.maximum(8)), NARROWED],
    ['a higher maximum', z.number().check(z.maximum(8)), z.number().check(z.maximum(9)), WIDENED],
    ['a higher minimum', z.number().check(z.minimum(1)), z.number().check(z.minimum(2)), NARROWED],
    ['a lower minimum', z.number().check(z.minimum(2)), z.number().check(z.minimum(1)), WIDENED],
    ['a new bound', z.number(), z.number().check(z.gt(0)), NARROWED],
    ['a removed bound', z.number().check(z.lt(9)), z.number(), WIDENED],
    [
      'a multiple of the step',
      z.number().check(z.multipleOf(5)),
      z.number().check(z.multipleOf(10)),
      NARROWED,
    ],
    ['another step', z.number().check(z.multipleOf(5)), z.number().check(z.multipleOf(7)), BROKEN],
    ['a higher maximum length', upTo(5), upTo(6), WIDENED],
    ['a lower maximum length', upTo(6), upTo(5), NARROWED],
    ['a minimum length of 1', text, z.string().check(z.minLength(1)), NARROWED],
    ['a minimum length of 0', text, z.string().check(z.minLength(0)), SAME],
    ['more items', z.array(text).check(z.maxLength(1)), z.array(text).check(z.maxLength(2)), WIDENED],
    ['fewer items', z.array(text).check(z.maxLength(2)), z.array(text).check(z.maxLength(1)), NARROWED],
    ['a new pattern', text, z.string().check(z.regex(/^a/)), NARROWED],
    [
      'a second pattern',
      z.string().check(z.regex(/^a/)),
      z.string().check(z.regex(/^a/), z.regex(/z$/)),
      NARROWED,
    ],
    ['another pattern', z.string().check(z.regex(/^a/)), z.string().check(z.regex(/^b/)), BROKEN],
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
