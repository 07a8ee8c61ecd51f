import { actOnDeadLetter, actOnReplay, republished } from './audited-acts.ts';
import { toDeadLetterMessage } from './dead-letter-message.ts';

const by = { caller: { id: 'ada' }, correlationId: 'cor_1' };
const facts = { actor: 'ada', correlationId: 'cor_1' };

const message = toDeadLetterMessage({
  ...{ queue: 'orders-commands-dlq', queueUrl: 'https://sqs/q', messageId: 'm1', receiptHandle: 'r1' },
  ...{ body: '{"type":"RejectOrder"}', sentMs: 0 },
  attributes: { Reason: 'bad 4242424242424242' },
});

describe('an act on a dead-letter message', () => {
  it('describes it without its body, with card numbers redacted', () => {
    const act = actOnDeadLetter('DeadLetterDiscarded', message, by, 'a test');
    expect(act).toMatchObject({
      ...{
        act: 'DeadLetterDiscarded',
        target: 'dead-letters/orders-commands-dlq.m1',
        reason: 'a test',
        ...facts,
      },
      after: {
        deadLetter: {
          id: 'orders-commands-dlq.m1',
          type: 'RejectOrder',
          reason: `bad ${'*'.repeat(16)}`,
        },
      },
    });
    expect(JSON.stringify(act)).not.toContain('"body"');
  });
});

describe('an act on a replay', () => {
  it('has the request, and who requested it', () => {
    const replay = {
      ...{ id: 'rpl_1', consumer: 'orders-product-changed', subject: 'prd_1', fingerprint: 'f' },
      ...{ requestedAt: '2026-01-01T11:00:00.000Z', requestedBy: 'grace' },
    };
    expect(actOnReplay('ReplayApproved', replay, by)).toEqual({
      ...{ act: 'ReplayApproved', target: 'replays/rpl_1', ...facts },
      after: {
        replay: { id: 'rpl_1', consumer: 'orders-product-changed', subject: 'prd_1', requestedBy: 'grace' },
      },
    });
  });
});

describe('a republication', () => {
  it('has its request', () => {
    const republication = { service: 'orders', aggregateId: 'ord_1', fromVersion: 1 };
    expect(republished(republication, by)).toEqual({
      ...{ act: 'EventsRepublished', target: 'republications/orders/ord_1', ...facts },
      after: republication,
    });
  });
});
