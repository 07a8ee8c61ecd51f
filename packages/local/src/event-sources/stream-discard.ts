import { setTimeout as wait } from 'node:timers/promises';
import { type BackOff, retryDelayMs } from '../eventbridge/retry-delay.ts';
import type { EventTargets } from '../eventbridge/targets.ts';
import { type Discarded, failureRecordOf } from './stream-failure.ts';

export type StreamDiscardConfig = {
  /** Of a queue or a topic. */
  readonly destinationArn: string | undefined;
  readonly destinations: Pick<EventTargets, 'sendToQueue' | 'publishToTopic'>;
  readonly log: (line: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly backOff: BackOff;
  readonly signal: AbortSignal;
};

/**
 * Gives records up: tells the on-failure destination of them, and the log. Goes on trying until the destination has
 * it, as to let go before would lose the only trace of the records; rejects when `signal` fires.
 */
export function createStreamDiscard(config: StreamDiscardConfig): (discarded: Discarded) => Promise<void> {
  const { destinationArn, log, clock } = config;

  async function send(destination: string, body: string): Promise<void> {
    const { sendToQueue, publishToTopic } = config.destinations;
    if (destination.split(':')[2] !== 'sns') return sendToQueue(destination, body);
    if (!publishToTopic) throw new Error('there are no topics to publish to');
    return publishToTopic(destination, body);
  }

  return async (discarded) => {
    const where = destinationArn === undefined ? ', there is no destination' : '';
    log(`${discarded.records.length} records given up (${discarded.condition})${where}`);
    if (destinationArn === undefined) return;
    const body = JSON.stringify(failureRecordOf(discarded, clock()));
    for (let attempt = 1; ; attempt += 1) {
      try {
        await send(destinationArn, body);
        return;
      } catch (error) {
        log(`${destinationArn} could not be told: ${String(error)}`);
        await wait(retryDelayMs(attempt, config.backOff), undefined, { signal: config.signal });
      }
    }
  };
}
