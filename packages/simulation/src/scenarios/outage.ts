import { awsError } from '@tradepost/local/gateway/aws-error';
import type { Scenario } from './scenario.ts';

const HOUR_MS = 3_600_000;
/** Shorter than the maximum record age of the streams (23 hours), also for records older than the outage. */
const OUTAGE_MS = 20 * HOUR_MS;
const BEGINS_WITHIN_MS = 90_000;
const QUARTER_MS = 15 * 60_000;
/** Lambda's is not documented. A longer delay makes the run faster, and still makes more than 20 attempts in 20 hours. */
const MAX_BACK_OFF_MS = 40 * 60_000;

/** The event bus accepts nothing for 20 hours. In half of the seeds customers keep coming in the meantime. */
export const outage: Scenario = {
  name: 'outage',
  description: 'the event bus accepts nothing for 20 hours',
  draw: (draw) => {
    const beginsMs = BEGINS_WITHIN_MS * draw.unit('begins') ** 2;
    const endsMs = beginsMs + OUTAGE_MS;
    const isDown = (passedMs: number) => passedMs >= beginsMs && passedMs < endsMs;
    // PutEvents fails as a whole, or it responds and accepts no entry: publishers must cope with both.
    const failsAsAWhole = (passedMs: number) =>
      draw.chance(`as a whole ${Math.floor(passedMs / QUARTER_MS)}`, 0.5);
    return {
      errorOf: ({ operation }, passedMs) =>
        operation === 'PutEvents' && isDown(passedMs) && failsAsAWhole(passedMs)
          ? awsError('InternalException', 'the event bus is unreachable', 500)
          : undefined,
      entryErrorOf: (key, passedMs) =>
        isDown(passedMs) ? draw.pick(`entry ${key}`, ['InternalFailure', 'ThrottlingException']) : undefined,
      ...(draw.chance('customers keep coming', 0.5) ? { ordersWithinMs: OUTAGE_MS } : {}),
      maxStreamBackOffMs: MAX_BACK_OFF_MS,
      // By then the streams no longer have the records that waited for the bus.
      redriveAfterMs: 24 * HOUR_MS,
      maxPublishDelayMs: OUTAGE_MS + HOUR_MS,
    };
  },
};
