import { setImmediate as nextTurn } from 'node:timers/promises';
import { toContext } from '@tradepost/testing/context';
import { captureLogs } from '@tradepost/testing/log-lines';
import { toStreamEvent } from '@tradepost/testing/stream';
import { stream, streamBatch, streamByAggregate } from './stream.ts';

const logs = captureLogs();
afterEach(() => logs.clear());
afterAll(() => logs.restore());

/** A batch of changes of jars: the first `a` is the first change of jar a, the next `a` its second. */
const batchOf = (...jars: readonly string[]) =>
  toStreamEvent(jars.map((jar, index) => ({ newImage: { pk: `jar#${jar}`, sk: index } })));

/** An error like those that the SDK throws for a failed call. */
const transient = (message = 'throttled') => Object.assign(new Error(message), { $metadata: {} });

/** Returns a handler that waits for `delays` and fails at `failsAt`, and the sequence numbers that it handled. */
function recorder(failsAt: readonly string[] = [], delays: Readonly<Record<string, Promise<void>>> = {}) {
  const done: string[] = [];
  const handler = stream(async ({ dynamodb }) => {
    const sequence = dynamodb?.SequenceNumber ?? '';
    await delays[sequence];
    if (failsAt.includes(sequence)) throw transient(`stuck at: ${sequence}`);
    done.push(sequence);
  });
  return { done, handler };
}

describe('stream', () => {
  it('keeps the order of one aggregate while others continue', async () => {
    const first = Promise.withResolvers<void>();
    const { done, handler } = recorder([], { 1: first.promise });
    const result = handler(batchOf('a', 'a', 'b', 'b'), toContext());
    await until(() => done.length === 2);
    expect(done).toEqual(['3', '4']);
    first.resolve();
    expect(await result).toEqual({ batchItemFailures: [] });
    expect(done).toEqual(['3', '4', '1', '2']);
  });

  it('stops at the first failure of an aggregate, and finishes the others', async () => {
    const { done, handler } = recorder(['2']);
    const result = await handler(batchOf('a', 'a', 'b', 'a', 'b'), toContext());
    expect(result).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '4' }],
    });
    expect(done.toSorted()).toEqual(['1', '3', '5']);
    expect(logs.lines()).toMatchObject([
      {
        level: 'ERROR',
        message: 'stream record failed',
        eventId: 'record-2',
        error: { message: 'stuck at …' },
      },
      { level: 'ERROR', message: 'stream records failed', count: 2, requestId: 'request-1' },
    ]);
  });

  it('reports failures in the order of the stream', async () => {
    const first = Promise.withResolvers<void>();
    const { done, handler } = recorder(['2', '1'], { 1: first.promise });
    const result = handler(batchOf('a', 'b', 'a', 'c'), toContext());
    await until(() => done.includes('4'));
    first.resolve();
    expect(await result).toEqual({
      batchItemFailures: [{ itemIdentifier: '1' }, { itemIdentifier: '2' }, { itemIdentifier: '3' }],
    });
  });
});

describe('streamBatch', () => {
  it('passes the whole batch to its handler and reports the records that it returns', async () => {
    const sizes: number[] = [];
    const handler = streamBatch(async (records) => {
      sizes.push(records.length);
      return new Map(records.slice(1).map((record) => [record, transient()]));
    });
    expect(await handler(batchOf('a', 'b', 'c'), toContext())).toEqual({
      batchItemFailures: [{ itemIdentifier: '2' }, { itemIdentifier: '3' }],
    });
    expect(sizes).toEqual([3]);
  });

  it('throws the error of the handler, so that Lambda retries the whole batch', async () => {
    const handler = streamBatch(() => Promise.reject(new Error('no bus')));
    await expect(handler(batchOf('a'), toContext())).rejects.toThrow('no bus');
  });
});

/** Waits for work that needs only turns of the event loop. */
async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await nextTurn();
}

describe('streamByAggregate', () => {
  /** Handles batches, of which those fail that have `failing`. Returns the sequence numbers of each call and the result. */
  const handled = async (jars: readonly string[], failing: string, error: Error) => {
    const calls: string[] = [];
    const handler = streamByAggregate(async (records) => {
      const sequences = records.map(({ dynamodb }) => dynamodb?.SequenceNumber).join(' ');
      calls.push(sequences);
      if (sequences.includes(failing)) throw error;
      return [];
    });
    return { calls, result: await handler(batchOf(...jars), toContext()) };
  };
  const failedFrom = (...sequences: readonly string[]) => ({
    batchItemFailures: sequences.map((itemIdentifier) => ({ itemIdentifier })),
  });

  it('handles all records of an aggregate at once', async () => {
    const { calls, result } = await handled(['a', 'b', 'a'], 'none', transient());
    expect(calls.toSorted()).toEqual(['1 3', '2']);
    expect(result).toEqual(failedFrom());
  });

  it('fails from the first record on after a transient error, without another attempt', async () => {
    const { calls, result } = await handled(['a', 'a'], '2', transient());
    expect(calls).toEqual(['1 2']);
    expect(result).toEqual(failedFrom('1', '2'));
  });

  it('handles one record after the other if they fail together, and fails from the failing one on', async () => {
    const { calls, result } = await handled(['a', 'a', 'a'], '2', new Error('broken'));
    expect(calls).toEqual(['1 2 3', '1', '2']);
    expect(result).toMatchObject({
      batchItemFailures: expect.arrayContaining([{ itemIdentifier: '3' }]) as object,
    });
  });

  it('handles a single record that fails once', async () => {
    const { calls } = await handled(['a'], '1', new Error('broken'));
    expect(calls).toEqual(['1']);
  });
});
