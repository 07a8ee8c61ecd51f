import * as z from 'zod/mini';
import { unknownType } from './messages/queue.ts';
import { parse, ValidationError } from './validation.ts';

describe('ValidationError', () => {
  it('has a message of at most 2,000 characters, and the number of errors beyond those that it lists', () => {
    const errors = Array.from({ length: 60 }, (_none, place) => ({
      ...{ pointer: `#/lines/${place}`, code: 'INVALID', detail: 'x'.repeat(100) },
    }));
    const { message } = new ValidationError(errors);
    expect(message).toMatch(/ \(60 errors in all\)$/);
    expect(message.replace(/ \(60 errors in all\)$/, '')).toHaveLength(2_000);
  });

  it('does not contain a card number that was sent as the type of a message', () => {
    expect(unknownType('4242424242424242').message).toBe('#/type (redacted) is not accepted by this queue');
  });
});

describe('parse', () => {
  it('names the whole path of an unknown field', () => {
    const schema = z.strictObject({ lines: z.array(z.strictObject({ sku: z.string() })) });
    const input = { lines: [{ sku: 'A' }, { sku: 'B', colour: 'red' }] };
    expect(() => parse(schema, input)).toThrow(
      new ValidationError([
        {
          pointer: '#/lines/1/colour',
          code: 'UNKNOWN_FIELD',
          detail: 'is not a field of this object',
        },
      ]),
    );
  });
});
