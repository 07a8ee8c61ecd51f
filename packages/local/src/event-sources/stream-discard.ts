import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EventTargets } from '../eventbridge/targets.ts';
import { type BackOff, retryDelayMs } from '../timing/retry-delay.ts';
import { createdAtMs, type StreamRecord, sequenceNumberOf } from './stream-record.ts';

export type DiscardCondition = 'RetryAttemptsExhausted' | 'MaximumRecordAgeExceeded';

export type Discarded = {
  readonly records: readonly StreamRecord[];
  readonly condition: DiscardCondition;
  readonly invokeCount: number;
  readonly functionArn: string;
  readonly shardId: string;
};

export type StreamDiscardConfig = {
  /** ARN of a queue or a topic. */
  readonly destinationArn: string | undefined;
  readonly destinations: Pick<EventTargets, 'sendToQueue' | 'publishToTopic'>;
  readonly log: (line: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
};

/**
 * Creates a function that discards records: it logs them and sends a failure record to the on-failure destination. It retries
 * until the destination has accepted the message, because the message is the only trace of the records. It rejects if
 * `signal` is aborted.
 */
export function createStreamDiscard(config: StreamDiscardConfig): (discarded: Discarded) => Promise<void> {
  const { destinationArn, log, clock } = config;

  async function send(destination: string, body: string): Promise<void> {
    const { sendToQueue, publishToTopic } = config.destinations;
    if (destination.split(':')[2] !== 'sns') return sendToQueue(destination, body);
    if (!publishToTopic) throw new Error('publishing to topics is not supported');
    return publishToTopic(destination, body);
  }

  return async (discarded) => {
    const where = destinationArn === undefined ? ', no on-failure destination is configured' : '';
    log(`${discarded.records.length} records discarded (${discarded.condition})${where}`);
    if (destinationArn === undefined) return;
    const body = JSON.stringify(failureRecordOf(discarded, clock()));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await send(destinationArn, body);
        return;
      } catch (error) {
        log(`could not send the failure record to ${destinationArn}: ${String(error)}`);
        await sleep(retryDelayMs(attempt, config.backOff), undefined, { signal: config.signal });
      }
    }
  };
}

/**
 * Creates the message to an on-failure destination for a discarded batch. It has the position of the records, not the records.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
export function failureRecordOf(discarded: Discarded, nowMs: number): object {
  const { records, condition, invokeCount, functionArn, shardId } = discarded;
  const [first] = records;
  const last = records.at(-1);
  if (!first || !last) throw new Error('A batch without records cannot have failed');
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn,
      condition,
      approximateInvokeCount: invokeCount,
    },
    // Records that were too old for a first attempt have no function response.
    ...(invokeCount > 0 && {
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    }),
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: sequenceNumberOf(first),
      endSequenceNumber: sequenceNumberOf(last),
      approximateArrivalOfFirstRecord: arrivalOf(first, nowMs),
      approximateArrivalOfLastRecord: arrivalOf(last, nowMs),
      batchSize: records.length,
      streamArn: first.eventSourceARN,
    },
  };
}

function arrivalOf(record: StreamRecord, nowMs: number): string {
  return new Date(createdAtMs(record) ?? nowMs).toISOString().replace('.000Z', 'Z');
}
