import { DOCUMENTED } from '../bounds/documented.ts';
import type { Execution } from '../world/sagas.ts';
import type { World } from '../world/world.ts';
import { type Books, fateOf, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

const ENDS: ReadonlySet<unknown> = new Set(['OrderConfirmed', 'OrderRejected', 'OrderCancelled']);

/** The longest time that a sweep takes, with its call of the workflow engine, which may arrive late. */
const SWEEP_MS = 180_000;

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html */
const LAMBDA_ERRORS: ReadonlySet<string> = new Set([
  'Lambda.TooManyRequestsException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.ClientExecutionTimeoutException',
]);

/** Steps whose failure rejects an order, by the code of the rejection. */
const STEPS_OF: Readonly<Record<string, readonly string[]>> = {
  STOCK_UNAVAILABLE: ['ReserveStock', 'ReserveComponents', 'CommitStock'],
  PAYMENT_OUTCOME_UNKNOWN: ['AuthorizePayment'],
};

/**
 * Minimum time for which a step repeats its call before the saga gives up. Full jitter makes it random: eight delays of
 * up to 226 s in sum are shorter than this in one of ten million cases.
 */
const MIN_RETRIED_MS = 10_000;

/**
 * The sweeper starts sagas only for orders that had not ended when it read them. If Lambda throttles or fails, a saga
 * repeats its call, and never rejects an order for that. No saga reads a value that its input or a reply does not have.
 */
export function checkSagas({ orders }: Books, world: World, report: Report): void {
  const endedAtMs = new Map<string, number>();
  for (const { item, seconds } of recordsOf(world, 'orders-events'))
    if (fateOf([item]).some(({ type }) => ENDS.has(type)) && !endedAtMs.has(item.id))
      endedAtMs.set(item.id, seconds * 1_000);
  for (const { orderId, atMs } of world.restarts) {
    if (atMs - (endedAtMs.get(orderId) ?? atMs) > SWEEP_MS)
      report('no saga starts for an ended order', orderId);
  }
  checkAges(orders, world, report);
  const byOrder = Map.groupBy(world.executions, ({ orderId }) => orderId);
  for (const [orderId, log] of orders) {
    const code = fateOf(log).at(-1)?.rejection?.code;
    const steps = STEPS_OF[code] ?? [];
    const errors = (byOrder.get(orderId) ?? [])
      .flatMap((execution) => execution.errors)
      .filter(({ state }) => steps.includes(state));
    if (errors.length > 0 && errors.every(({ error }) => LAMBDA_ERRORS.has(error)))
      report('no order is rejected because Lambda is unavailable', `${orderId}: ${code}`);
  }
  for (const { key, end } of world.executions)
    if (end?.status === 'FAILED' && end.error === 'States.Runtime')
      report('a saga reads only values that exist', `${key}: ${end.cause}`);
  for (const { key, errors } of world.executions.filter(gaveUpEarly))
    report('a throttled call is repeated for long enough', `${key}: ${JSON.stringify(errors.at(-1))}`);
}

/** A scheduler's time has fractions of a millisecond. */
const SLACK_MS = 10;

/**
 * The sweeper starts the saga only of an order that is older, by its own clock, than a saga may become. A saga ends by
 * itself within the documented time, and is not stopped earlier.
 */
function checkAges(
  orders: Books['orders'],
  { executions, restarts }: Pick<World, 'executions' | 'restarts'>,
  report: Report,
): void {
  const { sagaLostAfterMs, sagaEndsWithinMs } = DOCUMENTED;
  for (const { orderId, atMs, skewMs } of restarts) {
    const placedAt = orders.get(orderId)?.[0].events[0].at;
    const ageMs = atMs + skewMs - Date.parse(placedAt);
    if (ageMs < sagaLostAfterMs)
      report(
        'no saga of a young order is started again',
        `${orderId}: ${ageMs / 1_000} s after it was placed`,
      );
  }
  for (const { key, startedMs, endedMs = startedMs, end } of executions) {
    const lastedMs = endedMs - startedMs;
    const isCutShort = end?.status === 'TIMED_OUT' && lastedMs < sagaEndsWithinMs - SLACK_MS;
    if (isCutShort || lastedMs > sagaEndsWithinMs + SLACK_MS)
      report('a saga ends within four minutes', `${key}: ${end?.status} after ${lastedMs / 1_000} s`);
  }
}

/** Returns true if the last step had only errors of Lambda, and gave up too early. */
function gaveUpEarly({ errors, end }: Execution): boolean {
  const last = errors.at(-1);
  if (end?.status !== 'FAILED' || last === undefined) return false;
  const ofStep = errors.filter(({ state }) => state === last.state);
  const isUnavailable = ofStep.every(({ error }) => LAMBDA_ERRORS.has(error));
  return isUnavailable && last.atMs - (ofStep[0]?.atMs ?? 0) < MIN_RETRIED_MS;
}
