import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { InvocationResult } from '../invocation.ts';
import { mappingOf } from './mapping.spec-kit.ts';
import { settleStreamBatch } from './stream-batch.ts';
import { type StreamRecord, sequenceNumberOf } from './stream-record.ts';

const NOW_MS = Date.parse('2026-01-05T10:00:00Z');

const record = (sequenceNumber: number, ageSeconds = 0): StreamRecord => ({
  eventID: `id-${sequenceNumber}`,
  eventName: 'INSERT',
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'us-east-1',
  dynamodb: {
    SequenceNumber: String(sequenceNumber),
    ApproximateCreationDateTime: NOW_MS / 1_000 - ageSeconds,
  },
  eventSourceARN: 'arn:stream',
});

const FIVE = [1, 2, 3, 4, 5].map((number) => record(number));
const THROWN: InvocationResult = { ok: false, error: { errorType: 'Error', errorMessage: 'no' } };
const OK: InvocationResult = { ok: true, payload: undefined };
const reporting = (...numbers: number[]): InvocationResult => ({
  ok: true,
  payload: { batchItemFailures: numbers.map((number) => ({ itemIdentifier: String(number) })) },
});

type Handler = (numbers: readonly number[], call: number) => InvocationResult;

async function settle(
  handler: Handler,
  more: Partial<EventSourceMappingResource> = {},
  batch: readonly StreamRecord[] = FIVE,
  signal = new AbortController().signal,
) {
  const calls: number[][] = [];
  const checkpoints: number[] = [];
  const discarded: { numbers: number[]; condition: string; count: number }[] = [];
  const done = settleStreamBatch(batch, {
    mapping: mappingOf('arn:stream', more),
    invoke: async (_name, event) => {
      const numbers = (event as { Records: StreamRecord[] }).Records.map((one) =>
        Number(sequenceNumberOf(one)),
      );
      calls.push(numbers);
      return handler(numbers, calls.length);
    },
    checkpoint: (one) => checkpoints.push(Number(sequenceNumberOf(one))),
    discard: async (records, condition, count) => {
      discarded.push({ numbers: records.map((one) => Number(sequenceNumberOf(one))), condition, count });
    },
    log: () => {},
    clock: () => NOW_MS,
    backOff: { baseMs: 1, capMs: 2 },
    signal,
  });
  const error = await done.catch((reason: unknown) => reason);
  return { calls, checkpoints, discarded, error };
}

describe('a batch that succeeds', () => {
  it('is processed in one call and checkpointed at its last record', async () => {
    const { calls, checkpoints } = await settle(() => OK);
    expect(calls).toEqual([[1, 2, 3, 4, 5]]);
    expect(checkpoints).toEqual([5]);
  });

  it('ignores a report if reportBatchItemFailures is off', async () => {
    const { calls } = await settle(() => reporting(1));
    expect(calls).toHaveLength(1);
  });
});

describe('a batch whose function throws', () => {
  it('is retried as a whole until it succeeds', async () => {
    const { calls, checkpoints } = await settle((_numbers, call) => (call < 4 ? THROWN : OK));
    expect(calls).toEqual(Array.from({ length: 4 }, () => [1, 2, 3, 4, 5]));
    expect(checkpoints).toEqual([5]);
  });

  it('is discarded after its retries', async () => {
    const { calls, checkpoints, discarded } = await settle(() => THROWN, { maximumRetryAttempts: 2 });
    expect(calls).toHaveLength(3);
    expect(discarded).toEqual([{ numbers: [1, 2, 3, 4, 5], condition: 'RetryAttemptsExhausted', count: 3 }]);
    expect(checkpoints).toEqual([5]);
  });

  it('is not retried with 0 retries', async () => {
    const { calls } = await settle(() => THROWN, { maximumRetryAttempts: 0 });
    expect(calls).toHaveLength(1);
  });

  it('is halved down to the failing record with bisectBatchOnFunctionError', async () => {
    const { calls, checkpoints, discarded } = await settle((numbers) => (numbers.includes(4) ? THROWN : OK), {
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 1,
    });
    expect(calls).toEqual([[1, 2, 3, 4, 5], [1, 2, 3], [4, 5], [4], [4], [5]]);
    expect(discarded).toEqual([{ numbers: [4], condition: 'RetryAttemptsExhausted', count: 2 }]);
    expect(checkpoints).toEqual([3, 4, 5]);
  });

  it('is retried if the invocation itself fails', async () => {
    let calls = 0;
    const { checkpoints } = await settle(() => {
      calls += 1;
      if (calls === 1) throw new Error('no worker');
      return OK;
    });
    expect(calls).toBe(2);
    expect(checkpoints).toEqual([5]);
  });
});

describe('a batch with reported failures', () => {
  const partial = { reportBatchItemFailures: true };

  it('is checkpointed before the lowest failed record and retried from there', async () => {
    const { calls, checkpoints } = await settle((_n, call) => (call === 1 ? reporting(5, 3) : OK), partial);
    expect(calls).toEqual([
      [1, 2, 3, 4, 5],
      [3, 4, 5],
    ]);
    expect(checkpoints).toEqual([2, 5]);
  });

  it('counts retries anew for each first failed record', async () => {
    const { calls, checkpoints, discarded } = await settle(
      (numbers) => reporting(numbers.includes(2) && numbers[0] === 1 ? 2 : 3),
      { ...partial, maximumRetryAttempts: 1 },
    );
    expect(calls).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
      [3, 4, 5],
    ]);
    expect(checkpoints).toEqual([1, 2, 5]);
    expect(discarded).toEqual([{ numbers: [3, 4, 5], condition: 'RetryAttemptsExhausted', count: 2 }]);
  });

  it('is not halved, even with bisectBatchOnFunctionError', async () => {
    const { calls } = await settle((_n, call) => (call === 1 ? reporting(2) : OK), {
      ...partial,
      bisectBatchOnFunctionError: true,
    });
    expect(calls).toEqual([
      [1, 2, 3, 4, 5],
      [2, 3, 4, 5],
    ]);
  });

  it('fails as a whole if the report is not valid', async () => {
    const { calls } = await settle((_n, call) => (call === 1 ? reporting(99) : OK), partial);
    expect(calls).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
  });
});

describe('a batch with records that are too old', () => {
  it('discards them without a call and processes the others', async () => {
    const { calls, checkpoints, discarded } = await settle(() => OK, { maximumRecordAgeInSeconds: 60 }, [
      record(1, 100),
      record(2, 61),
      record(3, 60),
      record(4),
    ]);
    expect(calls).toEqual([[3, 4]]);
    expect(discarded).toEqual([{ numbers: [1, 2], condition: 'MaximumRecordAgeExceeded', count: 0 }]);
    expect(checkpoints).toEqual([2, 4]);
  });

  it('processes records of any age if the maximum age is -1', async () => {
    const { calls } = await settle(() => OK, { maximumRecordAgeInSeconds: -1 }, [record(1, 1_000_000)]);
    expect(calls).toEqual([[1]]);
  });
});

describe('a batch that is stopped between attempts', () => {
  it('is neither retried nor checkpointed', async () => {
    const stop = new AbortController();
    const { calls, checkpoints, error } = await settle(
      () => {
        stop.abort();
        return THROWN;
      },
      {},
      FIVE,
      stop.signal,
    );
    expect(calls).toHaveLength(1);
    expect(checkpoints).toEqual([]);
    expect(error).toMatchObject({ name: 'AbortError' });
  });
});
