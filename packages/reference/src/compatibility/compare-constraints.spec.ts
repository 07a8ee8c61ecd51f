import * as z from 'zod/mini';
import { BROKEN, itJudges, NARROWED, SAME, WIDENED } from './judge.spec-kit.ts';

const text = z.string();
const upTo = (maxLength: number) => z.string().check(z.maxLength(maxLength));

describe('When values change', () => {
  itJudges([
    ['another type', text, z.int(), BROKEN, ''],
    ['a whole number for any number', z.number(), z.int(), NARROWED, ''],
    ['null, too', text, z.nullable(text), WIDENED, ''],
    ['null no more', z.nullable(text), text, NARROWED, ''],
    ['anything', text, z.unknown(), WIDENED, ''],
    ['anything no more', z.unknown(), text, NARROWED, ''],
    ['a lower maximum', z.number().check(z.maximum(9)), z.number().check(z.maximum(8)), NARROWED],
    ['a higher maximum', z.number().check(z.maximum(8)), z.number().check(z.maximum(9)), WIDENED],
    ['a higher minimum', z.number().check(z.minimum(1)), z.number().check(z.minimum(2)), NARROWED],
    ['a lower minimum', z.number().check(z.minimum(2)), z.number().check(z.minimum(1)), WIDENED],
    ['a new bound', z.number(), z.number().check(z.gt(0)), NARROWED],
    ['a bound less', z.number().check(z.lt(9)), z.number(), WIDENED],
    ['coarser steps', z.number().check(z.multipleOf(5)), z.number().check(z.multipleOf(10)), NARROWED],
    ['other steps', z.number().check(z.multipleOf(5)), z.number().check(z.multipleOf(7)), BROKEN],
    ['a longer text', upTo(5), upTo(6), WIDENED],
    ['a shorter text', upTo(6), upTo(5), NARROWED],
    ['a text of one at least', text, z.string().check(z.minLength(1)), NARROWED],
    ['a text of nought at least', text, z.string().check(z.minLength(0)), SAME],
    ['more items', z.array(text).check(z.maxLength(1)), z.array(text).check(z.maxLength(2)), WIDENED],
    ['fewer items', z.array(text).check(z.maxLength(2)), z.array(text).check(z.maxLength(1)), NARROWED],
    ['a pattern', text, z.string().check(z.regex(/^a/)), NARROWED],
    [
      'a second pattern',
      z.string().check(z.regex(/^a/)),
      z.string().check(z.regex(/^a/), z.regex(/z$/)),
      NARROWED,
    ],
    ['another pattern', z.string().check(z.regex(/^a/)), z.string().check(z.regex(/^b/)), BROKEN],
    ['a format', text, z.url(), NARROWED],
    ['another format', z.url(), z.jwt(), BROKEN],
    ['a value more', z.enum(['a', 'b']), z.enum(['a', 'b', 'c']), WIDENED],
    ['a value less', z.enum(['a', 'b']), z.enum(['b']), NARROWED],
    ['another value', z.literal('a'), z.literal('b'), BROKEN],
    ['values in another order', z.enum(['a', 'b']), z.enum(['b', 'a']), SAME],
    ['any text for a value', z.enum(['a']), text, WIDENED],
    ['a tuple’s place', z.tuple([text, upTo(5)]), z.tuple([text, upTo(6)]), WIDENED, '/1'],
    ['a longer tuple', z.tuple([text]), z.tuple([text, text]), BROKEN],
    ['a record’s values', z.record(text, upTo(5)), z.record(text, upTo(6)), WIDENED, '/*'],
    ['a record’s keys', z.record(upTo(5), text), z.record(upTo(6), text), WIDENED, ''],
  ]);
});
