import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { type Queues, startQueues } from '@tradepost/testing/queues';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { toStreamEvent } from '@tradepost/testing/stream';
import type { DynamoDBRecord } from 'aws-lambda';
import { stream, streamBatch, streamByAggregate } from './stream.ts';

const FAILURES = 'failures';
const logs = captureLogs();
const environmentBefore = { ...process.env };
let queues: Queues;
beforeAll(async () => {
  queues = await startQueues([FAILURES]);
  Object.assign(process.env, sdkEnvironment({ SQS: queues }));
});
beforeEach(() => {
  process.env['FAILURES_QUEUE_URL'] = queues.urlOf(FAILURES);
});
afterEach(async () => {
  logs.clear();
  await queues.receive(FAILURES);
});
afterAll(async () => {
  logs.restore();
  process.env = environmentBefore;
  await queues?.stop();
});

const transient = () => Object.assign(new Error('throttled'), { $metadata: {} });
const context = toContext();

/** A batch of changes of jars: `a` is a change of jar a. */
const batchOf = (...jars: readonly string[]) =>
  toStreamEvent(jars.map((jar, index) => ({ newImage: { pk: `jar#${jar}`, sk: index } })));

/** Returns a handler that fails at the given sequence numbers, and the sequence numbers that it processed. */
function failingAt(errors: Readonly<Record<string, Error>>) {
  const done: string[] = [];
  const handler = stream(async ({ dynamodb }) => {
    const error = errors[dynamodb?.SequenceNumber ?? ''];
    if (error !== undefined) throw error;
    done.push(dynamodb?.SequenceNumber ?? '');
  });
  return { done, handler };
}

const inQueue = async () =>
  (await queues.receive(FAILURES)).map(({ body, attributes }) => ({
    records: (JSON.parse(body) as { Records: DynamoDBRecord[] }).Records,
    attributes,
  }));

describe('a record that can never be processed', () => {
  it('goes to the failures queue with its content, and does not stop the stream', async () => {
    const { done, handler } = failingAt({ 2: new TypeError('no such field') });
    const event = batchOf('a', 'b', 'c');
    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
    expect(done.toSorted()).toEqual(['1', '3']);
    expect(await inQueue()).toEqual([
      {
        records: [event.Records[1]],
        attributes: { Reason: 'TypeError: no such field', Source: context.functionName },
      },
    ]);
    expect(logs.lines().map(({ message }) => message)).toContain('stream record sent to the failures queue');
    expect(logs.lines()).toContainEqual(expect.objectContaining({ DeadLetters: 1 }));
  });

  it('causes another delivery of the later records of its aggregate', async () => {
    const { handler } = failingAt({ 1: new Error('unreadable') });
    expect(await handler(batchOf('a', 'a'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }],
    });
    expect(await inQueue()).toHaveLength(1);
  });

  it('stays in the stream after a record that is delivered again', async () => {
    const { handler } = failingAt({ 1: transient(), 2: new Error('unreadable') });
    expect(await handler(batchOf('a', 'b'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }],
    });
    expect(await inQueue()).toEqual([]);
  });

  it('stays in the stream if the failures queue cannot be reached', async () => {
    process.env['FAILURES_QUEUE_URL'] = `${queues.urlOf(FAILURES)}-missing`;
    const { handler } = failingAt({ 1: new Error('unreadable') });
    expect(await handler(batchOf('a'), context)).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
  });

  it('is reported as failed to a redrive, without a second message', async () => {
    const { handler } = failingAt({ 1: new Error('unreadable') });
    expect(await handler({ ...batchOf('a'), isRedrive: true }, context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }],
    });
    expect(await inQueue()).toEqual([]);
  });

  it('is separated from the other records of its aggregate', async () => {
    const done: string[][] = [];
    const handler = streamByAggregate(async (records) => {
      const sequences = records.map(({ dynamodb }) => dynamodb?.SequenceNumber ?? '');
      if (sequences.includes('2')) throw new Error('unreadable');
      done.push(sequences);
      return [];
    });
    expect(await handler(batchOf('a', 'a', 'a'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: '3' }],
    });
    expect(done).toEqual([['1']]);
    const [message] = await inQueue();
    expect(message?.records.map(({ dynamodb }) => dynamodb?.SequenceNumber)).toEqual(['2']);
  });

  it('is sent without its old image if both do not fit into a message', async () => {
    const large = 'x'.repeat(600_000);
    const event = toStreamEvent([
      { oldImage: { pk: 'jar#a', sk: 0, large }, newImage: { pk: 'jar#a', sk: 0, large } },
    ]);
    const { handler } = failingAt({ 1: new Error('unreadable') });
    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });
    const [message] = await inQueue();
    expect(Object.keys(message?.records[0]?.dynamodb ?? {})).toContain('NewImage');
    expect(Object.keys(message?.records[0]?.dynamodb ?? {})).not.toContain('OldImage');
  });
});

describe('a record that still fails after 22 hours', () => {
  const madeAt = (seconds: number, ...jars: readonly string[]) => ({
    Records: batchOf(...jars).Records.map((record) => ({
      ...record,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime: seconds },
    })),
  });
  const old = (...jars: readonly string[]) => madeAt(1_767_225_600, ...jars);

  // Lambda discards it after 23 hours, with its sequence number alone.
  it.each([
    [21 * 60 + 55, 0],
    [22 * 60 + 5, 1],
  ])('is not there before: after %d minutes, %d messages are', async (minutes, count) => {
    const { handler } = failingAt({ 1: transient() });
    const result = await handler(madeAt(Math.floor(Date.now() / 1_000) - 60 * minutes, 'a'), context);
    expect([result.batchItemFailures.length, (await inQueue()).length]).toEqual([1 - count, count]);
  });

  it('goes to the failures queue, even with a transient error', async () => {
    const { handler } = failingAt({ 1: transient() });
    expect(await handler(old('a'), context)).toEqual({ batchItemFailures: [] });
    expect(await inQueue()).toHaveLength(1);
  });

  it('goes there with its whole batch if the handler throws', async () => {
    const handler = streamBatch(() => Promise.reject(new Error('missing environment variable')));
    expect(await handler(old('a', 'b'), context)).toEqual({ batchItemFailures: [] });
    expect(await inQueue()).toHaveLength(2);
  });
});
