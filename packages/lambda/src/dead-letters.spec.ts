import { toDeadLetterBody } from './dead-letters.ts';
import { ValidationError } from './validation.ts';

const message = {
  specversion: '1.0',
  id: 'ord_1/3/AuthorizePayment',
  source: 'tradepost.orders',
  type: 'AuthorizePayment',
  subject: 'pay_1',
  time: '2026-01-01T00:00:00.000Z',
  correlationid: 'cor_1',
};
const refused = new ValidationError([
  { pointer: '#/data/token', code: 'CARD_NUMBER_NOT_ACCEPTED', detail: 'must not contain a card number' },
]);
const invalid = new ValidationError([
  { pointer: '#/data/orderId', code: 'INVALID_FORMAT', detail: 'must be ord_ and 26 characters' },
]);

describe('toDeadLetterBody', () => {
  it('keeps a message without a card number as it came', () => {
    const body = `{ "type": "AuthorizePayment", "data": {"orderId": "ord_2"} }`;
    expect(toDeadLetterBody(body, invalid)).toBe(body);
  });

  it('keeps a body that is no JSON', () => {
    expect(toDeadLetterBody('{"type":', invalid)).toBe('{"type":');
  });

  it('keeps the matter, the pointer and the rule of a message with a card number, and nothing else', () => {
    const body = JSON.stringify({ ...message, data: { token: '4242 4242 4242 4242', note: 'my card' } });
    expect(JSON.parse(toDeadLetterBody(body, refused))).toEqual({
      redacted: 'CARD_NUMBER_NOT_ACCEPTED',
      id: 'ord_1/3/AuthorizePayment',
      source: 'tradepost.orders',
      type: 'AuthorizePayment',
      subject: 'pay_1',
      time: '2026-01-01T00:00:00.000Z',
      correlationid: 'cor_1',
      errors: [
        {
          pointer: '#/data/token',
          code: 'CARD_NUMBER_NOT_ACCEPTED',
          detail: 'must not contain a card number',
        },
      ],
    });
  });

  it.each([
    ['is refused for something else', JSON.stringify({ ...message, data: { token: '4242424242424242' } })],
    ['has it in a number', JSON.stringify({ ...message, data: { amountMinor: 4_242_424_242_424_242 } })],
    ['has it in escapes', `{"id": "1", "data": {"token": "\\u0034242424242424242"}}`],
    ['has it as the name of a field', JSON.stringify({ ...message, data: { '4242424242424242': 1 } })],
    ['has it in its subject', JSON.stringify({ ...message, subject: '4242424242424242' })],
    ['is no JSON', 'token=4242424242424242'],
  ])('redacts a message that %s', (_how, body) => {
    const kept = toDeadLetterBody(body, invalid);
    expect(kept).toContain('"redacted":"CARD_NUMBER_NOT_ACCEPTED"');
    expect(kept).not.toMatch(/4242/);
  });
});

describe('ValidationError', () => {
  it('does not repeat a card number that was sent as the type of a message', async () => {
    const { unknownType } = await import('./queue.ts');
    expect(unknownType('4242424242424242').message).toBe('#/type (redacted) is not taken by this queue');
  });
});
