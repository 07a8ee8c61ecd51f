import * as z from 'zod/mini';
import { unknownType } from './messages/queue.ts';
import { parse, ValidationError } from './validation.ts';

describe('ValidationError', () => {
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
