import { toDeadLetter, toDeadLetterMessage, toShownBody } from './dead-letter-message.ts';

const SOURCE_ID = '0b1c2d3e-0000-4000-8000-000000000001';
const messageOf = (queue: string, body: string, attributes: Record<string, string> = {}) =>
  toDeadLetterMessage({
    ...{ queue, queueUrl: `https://sqs/${queue}`, messageId: 'm1', receiptHandle: 'r1', body, sentMs: 0 },
    attributes,
  });

describe('toDeadLetterMessage', () => {
  it.each([
    ['orders-commands-dlq', '{}', {}, 'message'],
    ['orders-commands-dlq', '{"DDBStreamBatchInfo":{}}', { TARGET_ARN: 't' }, 'message'],
    ['orders-failures', '{"DDBStreamBatchInfo":{}}', {}, 'records'],
    ['orders-failures', '{"Records":[{"eventSourceARN":"s"}]}', {}, 'records'],
    ['orders-failures', '{"Records":[{"eventSourceARN":"s"},{"eventSourceARN":"t"}]}', {}, 'message'],
    ['orders-failures', '{"Records":[null]}', {}, 'message'],
    ['orders-failures', '{}', { TARGET_ARN: 't' }, 'delivery'],
  ])('gives a message in %s a kind that its queue allows', (queue, body, attributes, kind) => {
    expect(messageOf(queue, body, attributes as Record<string, string>).kind).toBe(kind);
  });

  it('keeps the body unchanged and redacts card numbers in the shown body', () => {
    const body = '{"type":"AuthorizePayment","data":{"token":"\\u0034242 4242 4242 4242"}}';
    const message = messageOf('payments-commands-dlq', body);
    expect(message.body).toBe(body);
    expect(toShownBody(message)).toBe('{"type":"AuthorizePayment","data":{"token":"**** **** **** ****"}}');
  });

  it('redacts card numbers in every text that it shows', () => {
    const number = '4242424242424242';
    const body = JSON.stringify({ type: number, subject: number, correlationid: number });
    const shown = toDeadLetter(messageOf('payments-commands-dlq', body, { Reason: `bad ${number}` }));
    expect(shown).toMatchObject({ type: '*'.repeat(16), reason: `bad ${'*'.repeat(16)}` });
    expect(JSON.stringify(shown)).not.toMatch(/4242/);
  });

  it('returns the aggregate, the correlation id and the reason of a record that a function sent', () => {
    const NewImage = { id: { S: 'ord_1' }, correlationId: { S: 'cor_1' } };
    const body = JSON.stringify({ Records: [{ eventSourceARN: 'stream', dynamodb: { NewImage } }] });
    const message = messageOf('orders-failures', body, { Reason: 'ZodError: …', Source: 'function' });
    expect(message).toMatchObject({
      kind: 'records',
      subject: 'ord_1',
      correlationId: 'cor_1',
      reason: 'ZodError: …',
      source: 'function',
      body,
    });
  });

  it('describes a record without an image by its reason', () => {
    const body = JSON.stringify({
      Records: [{ eventSourceARN: 'stream', dynamodb: { NewImage: { id: 7 } } }],
    });
    expect(messageOf('orders-failures', body, { Reason: 'Error: …' })).toMatchObject({ reason: 'Error: …' });
  });

  it('takes a source message id only in the form of a message id', () => {
    const idOf = (SourceMessageId: string) =>
      messageOf('orders-commands-dlq', '{}', { SourceMessageId }).sourceMessageId;
    expect(idOf(SOURCE_ID)).toBe(SOURCE_ID);
    expect(idOf('e')).toBe('m1');
  });
});
