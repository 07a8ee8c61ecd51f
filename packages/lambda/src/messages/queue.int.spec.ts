import { defineEvent } from '@tradepost/contracts/define-event';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toMessage } from '@tradepost/testing/messages';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import * as z from 'zod/mini';
import { on, queue } from './queue.ts';

const logs = captureLogs();
let queues: Queues;

beforeAll(async () => {
  queues = await startQueues(['dead-letters']);
  Object.assign(process.env, sdkEnvironment({ SQS: queues }));
});
afterEach(() => logs.clear());
afterAll(async () => {
  logs.restore();
  await queues.stop();
});

const jarOpened = defineEvent({
  source: 'tradepost.jars',
  type: 'JarOpened',
  version: 1,
  summary: 'A jar was opened.',
  data: () => z.object({ jarId: z.string(), coins: z.int() }),
});
const jarBroken = defineEvent({
  source: 'tradepost.jars',
  type: 'JarBroken',
  version: 1,
  summary: 'A jar was broken.',
  data: () => z.object({ jarId: z.string() }),
});

const opened = (id: string) => toMessage(jarOpened, { jarId: id, coins: 1 }, { id });

/** Returns a queue's consumer that fails at the given ids, and records the messages that it handled. */
function consumer(failsAt: readonly string[] = []) {
  const done: unknown[] = [];
  const handler = queue(
    () => queues.urlOf('dead-letters'),
    [
      on(jarOpened, async ({ id, data }, { attempt }) => {
        if (failsAt.includes(id)) throw new Error(`jar ${id} is stuck`);
        done.push([id, data, attempt]);
      }),
      on(jarBroken, async ({ id, data }) => {
        done.push([id, data]);
      }),
    ],
  );
  return {
    done,
    run: (messages: readonly (object | string)[], receiveCount = 1) =>
      handler(toSqsEvent(messages, receiveCount), toContext()),
  };
}

describe('a valid message', () => {
  it('may have any RFC 3339 offset in its time, which the consumer gets in UTC', async () => {
    const times: string[] = [];
    const handler = queue(
      () => queues.urlOf('dead-letters'),
      [
        on(jarOpened, async ({ time }) => {
          times.push(time);
        }),
      ],
    );
    const messages = ['2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00.25-05:30'].map((time) => ({
      ...opened(time),
      id: time,
      time,
    }));

    expect(await handler(toSqsEvent(messages, 1), toContext())).toEqual({ batchItemFailures: [] });

    expect(times).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T05:30:00.250Z']);
    logs.clear();
  });

  it('goes to the consumer of its type, with parsed data', async () => {
    const { done, run } = consumer();
    const newer = { ...opened('a'), data: { jarId: 'a', coins: 1, addedInVersion2: true } };
    expect(await run([newer, toMessage(jarBroken, { jarId: 'b' }, { id: 'b' })], 3)).toEqual({
      batchItemFailures: [],
    });
    expect(done).toEqual([
      ['a', { jarId: 'a', coins: 1 }, 3],
      ['b', { jarId: 'b' }],
    ]);
    expect(logs.lines()).toMatchObject([
      { message: 'message handled', type: 'JarOpened', eventId: 'a', attempt: 3 },
      { message: 'message handled', type: 'JarBroken', eventId: 'b', attempt: 3 },
    ]);
  });
});

describe('a message whose consumer throws', () => {
  it('is reported, so that the queue delivers it again, and the rest is done', async () => {
    const { done, run } = consumer(['b']);
    expect(await run([opened('a'), opened('b'), opened('c')])).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-2' }],
    });
    expect(done).toHaveLength(2);
    expect(await queues.receive('dead-letters')).toEqual([]);
    expect(logs.lines().filter(({ level }) => level !== 'INFO')).toMatchObject([
      {
        level: 'ERROR',
        message: 'message failed',
        attempt: 1,
        correlationId: 'correlation-1',
        messageId: 'message-2',
        eventId: 'b',
        subject: 'subject-1',
        error: { message: 'jar b is stuck' },
      },
    ]);
  });
});

describe('a message that can never be processed', () => {
  it.each([
    ['is not JSON', '{"id":', '# is not JSON'],
    ['is not a CloudEvent', { ...opened('x'), time: 'yesterday' }, '#/time'],
    ['has invalid data', { ...opened('x'), data: { jarId: 'x', coins: 1.5 } }, '#/data/coins'],
    [
      'has a type without a consumer',
      { ...opened('x'), type: 'JarLost' },
      'JarLost is not accepted by this queue',
    ],
  ])(
    'goes to the dead-letter queue with the reason, and the rest is handled: it %s',
    async (_what, bad, reason) => {
      const { done, run } = consumer();
      expect(await run([opened('a'), bad, opened('c')])).toEqual({ batchItemFailures: [] });
      expect(done).toHaveLength(2);
      expect(await queues.receive('dead-letters')).toEqual([
        {
          body: typeof bad === 'string' ? bad : JSON.stringify(bad),
          attributes: {
            Reason: expect.stringContaining(reason),
            SourceMessageId: 'message-2',
            Source: 'arn:aws:sqs:us-east-1:000000000000:an-inbox',
          },
        },
      ]);
      expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
        { level: 'ERROR', message: 'message moved to the dead-letter queue' },
      ]);
      expect(logs.lines()).toContainEqual(expect.objectContaining({ DeadLetters: 1 }));
    },
  );

  it('stays in the queue if the dead-letter queue cannot be reached', async () => {
    const handler = queue(() => `${queues.endpoint}/000000000000/no-such-queue`, []);
    expect(await handler(toSqsEvent([opened('a')]), toContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    });
  });
});
