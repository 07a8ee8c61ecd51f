import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toSqsEvent } from '@tradepost/testing/sqs';
import { ValidationError } from '../validation.ts';
import { type BatchOutcome, messageBatch } from './message-batch.ts';

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

const event = (id: string): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'tradepost.jars',
  type: 'JarOpened',
  subject: 'jar-1',
  time: '2026-01-01T12:00:00.000Z',
  correlationid: 'correlation-1',
  data: {},
});

const run = (
  handle: (messages: readonly CloudEvent[]) => Promise<BatchOutcome>,
  messages: readonly (object | string)[],
  deadLetters = queues.urlOf('dead-letters'),
) => messageBatch(() => deadLetters, handle)(toSqsEvent(messages), toContext());

describe('a batch of valid messages', () => {
  it('is passed to the handler as a whole, and the failed ones are reported', async () => {
    const seen: string[][] = [];
    const result = await run(
      async (messages) => {
        seen.push(messages.map(({ id }) => id));
        return { failed: messages.filter(({ id }) => id === 'b') };
      },
      [event('a'), event('b'), event('c')],
    );
    expect(seen).toEqual([['a', 'b', 'c']]);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-2' }] });
    expect(logs.lines()).toMatchObject([{ level: 'ERROR', message: 'messages failed', ids: ['b'] }]);
  });

  it('is reported as a whole if the handler throws', async () => {
    const result = await run(() => Promise.reject(new Error('no table')), [event('a'), event('b')]);
    expect(result.batchItemFailures).toEqual([
      { itemIdentifier: 'message-1' },
      { itemIdentifier: 'message-2' },
    ]);
    expect(logs.lines()).toMatchObject([{ level: 'ERROR', error: { message: 'no table' } }]);
  });
});

describe('a message that is not a CloudEvent', () => {
  it('goes to the dead-letter queue with the reason, and the rest is handled', async () => {
    const seen: string[] = [];
    const result = await run(
      async (messages) => {
        seen.push(...messages.map(({ id }) => id));
        return { failed: [] };
      },
      ['{"id":', event('good'), { ...event('bad'), subject: '' }],
    );
    expect(result).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(['good']);
    const deadLetters = await queues.receive('dead-letters');
    expect(
      deadLetters.map(({ body, attributes }) => [body, attributes['Reason'], attributes['SourceMessageId']]),
    ).toEqual([
      ['{"id":', '# is not JSON', 'message-1'],
      [JSON.stringify({ ...event('bad'), subject: '' }), expect.stringContaining('#/subject'), 'message-3'],
    ]);
  });

  it('stays in the queue if the dead-letter queue cannot be reached', async () => {
    const result = await run(
      async () => ({ failed: [] }),
      ['{'],
      `${queues.endpoint}/000000000000/no-such-queue`,
    );
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    expect(logs.lines().at(-1)).toMatchObject({ level: 'ERROR', message: 'dead-letter queue not reached' });
  });
});

describe('a message that the handler rejects', () => {
  const error = new ValidationError([{ pointer: '#', code: 'NO_JAR', detail: 'has no jar' }]);
  const rejectB = async (messages: readonly CloudEvent[]): Promise<BatchOutcome> => ({
    failed: [],
    rejected: new Map(messages.filter(({ id }) => id === 'b').map((message) => [message, error])),
  });

  it('goes to the dead-letter queue unchanged, with the reason', async () => {
    expect(await run(rejectB, [event('a'), event('b')])).toEqual({ batchItemFailures: [] });
    expect(await queues.receive('dead-letters')).toMatchObject([
      { body: JSON.stringify(event('b')), attributes: { Reason: '# has no jar' } },
    ]);
    expect(logs.lines().filter(({ level }) => level === 'ERROR')).toMatchObject([
      { message: 'message moved to the dead-letter queue', errors: [{ pointer: '#', code: 'NO_JAR' }] },
    ]);
  });

  it('stays in the queue if the dead-letter queue cannot be reached', async () => {
    const result = await run(rejectB, [event('a'), event('b')], `${queues.endpoint}/000000000000/no-queue`);
    expect(result).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-2' }] });
  });
});
