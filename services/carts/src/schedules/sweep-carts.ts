import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { Metric } from '@tradepost/lambda/log/metrics';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import { type SweepDeps as Deps, sweepDeps } from '../deps.ts';
import { expireCheckout } from '../domain/check-out.ts';
import { abandon } from '../domain/end.ts';

/** Carts that one run reads from each of the index's four shards. The rest is left for the next run, a minute later. */
const MAX_CARTS_PER_SHARD = 250;
const MAX_AT_ONCE = 10;

export const handler = scheduled((logger) => sweepCarts({ ...sweepDeps(), logger }));

type SweepDeps = Pick<Deps, 'carts' | 'now' | 'finishSubmission' | 'reservations'> & {
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** Events of a sweep that are counted. */
type Counted = 'CheckoutExpired' | 'CartAbandoned' | 'OrderResumed';

/**
 * Ends checkouts whose quote has expired, marks carts that were not changed for a day, and places orders of which nothing was heard
 * once more.
 *
 * @throws AggregateError if some carts failed; all others were swept
 */
export async function sweepCarts(dependencies: SweepDeps): Promise<readonly Metric[]> {
  const { carts, now, logger } = dependencies;
  const due = await carts.due(now(), MAX_CARTS_PER_SHARD);
  const outcomes = await mapConcurrent(due, MAX_AT_ONCE, (cartId) =>
    sweepCart(cartId, dependencies).catch((thrown: unknown) => {
      const error = toError(thrown);
      logger.error('cart not swept', { subject: cartId, error });
      return error;
    }),
  );
  const errors = outcomes.filter((each) => each instanceof Error);
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} carts were not swept`);
  const count = (counted: Counted) => outcomes.filter((each) => each === counted).length;
  return [
    { name: 'CheckoutsExpired', value: count('CheckoutExpired'), unit: 'Count' },
    { name: 'CartsAbandoned', value: count('CartAbandoned'), unit: 'Count' },
    { name: 'OrdersResumed', value: count('OrderResumed'), unit: 'Count' },
  ];
}

/** The index lags behind the table: the cart may have changed since. */
async function sweepCart(
  cartId: string,
  { carts, finishSubmission, reservations, logger }: SweepDeps,
): Promise<Counted | undefined> {
  const loaded = await carts.load(cartId);
  const { state, version } = loaded;
  const cause = { actor: 'tradepost.carts', correlationId: `cor_${cartId.slice('crt_'.length)}` };
  switch (state.status) {
    case 'checkingOut': {
      const result = await carts.executeFrom(cartId, loaded, expireCheckout(), cause);
      if (!('events' in result) || result.events.length === 0) return undefined;
      await reservations.release(state, result.version, cause, logger);
      return 'CheckoutExpired';
    }
    case 'open': {
      const result = await carts.executeFrom(cartId, loaded, abandon(), cause);
      if (!('events' in result) || result.events.length === 0) return undefined;
      await reservations.release(state, result.version, cause, logger);
      return 'CartAbandoned';
    }
    case 'submitting':
      await finishSubmission({ state, version }, cause, logger);
      return 'OrderResumed';
    case 'none':
    case 'abandoned':
    case 'submitted':
    case 'merged':
    case 'dropped':
    case 'erased':
      return undefined;
    default:
      return state satisfies never;
  }
}
