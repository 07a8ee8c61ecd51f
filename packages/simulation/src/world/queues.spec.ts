import type { QueueResource } from '@tradepost/compiled-service/templates/resources';
import type { FaultKind } from '../faults/fault-kinds.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { createQueues } from './queues.ts';
import { createScheduler } from './scheduler.ts';

const INBOX = 'arn:aws:sqs:us-east-1:000000000000:inbox';
const DEAD_LETTERS = 'arn:aws:sqs:us-east-1:000000000000:inbox-dlq';
const VISIBILITY_MS = 60_000;
const HOUR_MS = 3_600_000;

const queueOf = (arn: string, attributes: QueueResource['attributes']): QueueResource => ({
  service: 'orders',
  logicalId: 'Queue',
  queueName: arn.split(':').at(-1) ?? '',
  arn,
  attributes,
});

/** Creates a queue that moves a message to its dead-letter queue after two receives. */
function createInbox(kinds: readonly FaultKind[] = [], seed = 1) {
  const scheduler = createScheduler(0);
  const draw = createDraw(seed);
  const faults = createFaults({ draw, kinds, isAll: true });
  const redrive = JSON.stringify({ deadLetterTargetArn: DEAD_LETTERS, maxReceiveCount: 2 });
  const queues = createQueues({
    ...{ scheduler, draw, faults, trace: () => {} },
    declared: [
      queueOf(INBOX, { VisibilityTimeout: String(VISIBILITY_MS / 1_000), RedrivePolicy: redrive }),
      queueOf(DEAD_LETTERS, {}),
    ],
  });
  const passTo = (ms: number): void => {
    while (scheduler.step(ms));
    scheduler.skipTo(ms);
  };
  return { inbox: queues.byArn(INBOX), deadLetters: queues.byArn(DEAD_LETTERS), passTo };
}

describe('a received message', () => {
  it('is hidden for the visibility timeout, and is then received again', () => {
    const { inbox, passTo } = createInbox();
    inbox.send('body');
    passTo(1_000);
    expect(inbox.receive(10)).toHaveLength(1);
    passTo(VISIBILITY_MS - 1_000);
    expect(inbox.receive(10)).toEqual([]);
    passTo(VISIBILITY_MS + 2_000);
    expect(inbox.receive(10)).toMatchObject([{ receipt: 2 }]);
  });

  it('may remain if it is deleted with a former receipt, but never with its last one', () => {
    const remains = [false, true].map((isFormer) =>
      Array.from({ length: 20 }, (_none, seed) => {
        const { inbox, passTo } = createInbox([], seed);
        inbox.send('body');
        passTo(1_000);
        const [first] = inbox.receive(10);
        passTo(VISIBILITY_MS + 2_000);
        const [second] = inbox.receive(10);
        const received = isFormer ? first : second;
        if (received !== undefined) inbox.remove(received.message, received.receipt);
        return inbox.messages.size;
      }),
    );
    expect(remains[0]).not.toContain(1);
    expect(new Set(remains[1])).toEqual(new Set([0, 1]));
  });

  it('moves to the dead-letter queue within an hour after its receives are used up', () => {
    const late = Array.from({ length: 30 }, (_none, seed) => {
      const { inbox, deadLetters, passTo } = createInbox([], seed);
      inbox.send('body');
      for (const receive of [1, 2]) {
        passTo(receive * 2 * VISIBILITY_MS);
        inbox.receive(10);
      }
      passTo(6 * VISIBILITY_MS);
      expect(inbox.receive(10)).toEqual([]);
      const isLate = deadLetters.messages.size === 0;
      passTo(2 * HOUR_MS);
      expect([inbox.messages.size, deadLetters.messages.size]).toEqual([0, 1]);
      return isLate;
    });
    expect(new Set(late)).toEqual(new Set([false, true]));
  });
});

describe('the fault', () => {
  it('shortReceive returns some of the messages', () => {
    const { inbox, passTo } = createInbox(['shortReceive']);
    for (let message = 0; message < 100; message += 1) inbox.send('body');
    passTo(1_000);
    const sizes = Array.from({ length: 12 }, () => inbox.receive(8).length);
    expect(Math.min(...sizes.filter((size) => size > 0))).toBeLessThan(8);
  });
});
