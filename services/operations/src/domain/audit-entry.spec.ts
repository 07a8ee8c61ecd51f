import { toAuditEvent } from './audit-entry.ts';
import { toDeadLetterMessage } from './dead-letter-message.ts';

const NOW_MS = Date.parse('2026-01-01T12:00:00.000Z');
const operator = { by: 'ada', correlationId: 'cor_1' };

const message = toDeadLetterMessage({
  ...{ queue: 'orders-commands-dlq', queueUrl: 'https://sqs/q', messageId: 'm1', receiptHandle: 'r1' },
  ...{ body: '{"type":"RejectOrder"}', sentMs: 0 },
  attributes: { Reason: 'bad 4242424242424242' },
});

describe('toAuditEvent', () => {
  it('describes a dead-letter message without its body, with card numbers redacted', () => {
    const entry = { type: 'DeadLetterDiscarded', message, reason: 'a test', ...operator } as const;
    const event = toAuditEvent(entry, NOW_MS);
    expect(event).toMatchObject({
      source: 'tradepost.operations',
      type: 'DeadLetterDiscarded',
      subject: 'dead-letters',
      time: '2026-01-01T12:00:00.000Z',
      correlationid: 'cor_1',
      data: {
        by: 'ada',
        reason: 'a test',
        deadLetter: { id: 'orders-commands-dlq.m1', type: 'RejectOrder', reason: `bad ${'*'.repeat(16)}` },
      },
    });
    expect(JSON.stringify(event)).not.toContain('"body"');
  });

  it('has the id and the time of the first request for a replay, so that a repeat is the same entry', () => {
    const replay = {
      ...{ id: 'rpl_1', consumer: 'orders-product-changed', subject: 'prd_1', fingerprint: 'f' },
      requestedAt: '2026-01-01T11:00:00.000Z',
    };
    expect(toAuditEvent({ type: 'ReplayStarted', replay, ...operator }, NOW_MS)).toMatchObject({
      id: 'rpl_1',
      subject: 'replays',
      time: '2026-01-01T11:00:00.000Z',
      data: { by: 'ada', replay: { id: 'rpl_1', consumer: 'orders-product-changed', subject: 'prd_1' } },
    });
  });

  it('has the request of a republication', () => {
    const republication = { service: 'orders', aggregateId: 'ord_1', fromVersion: 1 };
    const event = toAuditEvent({ type: 'EventsRepublished', republication, ...operator }, NOW_MS);
    expect(event).toMatchObject({ subject: 'republications', data: { by: 'ada', ...republication } });
  });
});
