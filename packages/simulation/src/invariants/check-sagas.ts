import type { Execution } from '../world/sagas.ts';
import type { World } from '../world/world.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

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
  STOCK_UNAVAILABLE: ['ReserveStock', 'CommitStock'],
  PAYMENT_OUTCOME_UNKNOWN: ['AuthorizePayment'],
};

/**
 * Minimum time for which a step repeats its call before the saga gives up. Full jitter makes it random: eight delays of
 * up to 226 s in sum are shorter than this in one of ten million cases.
 */
const MIN_RETRIED_MS = 10_000;

/**
 * The sweeper starts sagas only for orders that had not ended when it read them. If Lambda throttles or fails, a saga
 * repeats its call, and never rejects an order for that.
 */
export function checkSagas(
  { orders }: Pick<Books, 'orders'>,
  world: Pick<World, 'restarts' | 'history' | 'executions'>,
): readonly Violation[] {
  return [
    ...checkRestarts(world),
    ...checkRejections(orders, world.executions),
    ...world.executions.filter(gaveUpEarly).map(({ key, errors }) => ({
      invariant: 'a throttled call is repeated for long enough',
      what: `${key}: ${JSON.stringify(errors.at(-1))}`,
    })),
  ];
}

function checkRestarts({ restarts, history }: Pick<World, 'restarts' | 'history'>): readonly Violation[] {
  const endedAtMs = new Map<string, number>();
  for (const { dynamodb } of history.get('tradepost-dev-orders-events') ?? []) {
    const { NewImage: image, ApproximateCreationDateTime: seconds } = dynamodb as unknown as Committed;
    const id = image?.id?.S;
    if (id !== undefined && image?.version?.N === '1') endedAtMs.set(id, seconds * 1_000);
  }
  return restarts
    .filter(({ orderId, atMs }) => atMs - (endedAtMs.get(orderId) ?? atMs) > SWEEP_MS)
    .map(({ orderId }) => ({ invariant: 'no saga starts for an ended order', what: orderId }));
}

function checkRejections(orders: Books['orders'], executions: readonly Execution[]): readonly Violation[] {
  const byOrder = Map.groupBy(executions, ({ orderId }) => orderId);
  return [...orders].flatMap(([orderId, log]) => {
    const code = log.at(-1)?.events.at(-1).rejection?.code;
    const steps = STEPS_OF[code] ?? [];
    const errors = (byOrder.get(orderId) ?? [])
      .flatMap((execution) => execution.errors)
      .filter(({ state }) => steps.includes(state));
    return errors.length > 0 && errors.every(({ error }) => LAMBDA_ERRORS.has(error))
      ? [{ invariant: 'no order is rejected because Lambda is unavailable', what: `${orderId}: ${code}` }]
      : [];
  });
}

/** Returns true if the last step had only errors of Lambda, and gave up too early. */
function gaveUpEarly({ errors, end }: Execution): boolean {
  const last = errors.at(-1);
  if (end?.status !== 'FAILED' || last === undefined) return false;
  const ofStep = errors.filter(({ state }) => state === last.state);
  const isUnavailable = ofStep.every(({ error }) => LAMBDA_ERRORS.has(error));
  return isUnavailable && last.atMs - (ofStep[0]?.atMs ?? 0) < MIN_RETRIED_MS;
}

type Committed = {
  readonly NewImage?: { readonly id?: { readonly S: string }; readonly version?: { readonly N: string } };
  readonly ApproximateCreationDateTime: number;
};
