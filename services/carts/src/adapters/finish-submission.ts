import type { Loaded } from '@tradepost/aggregate/store';
import type { SubmittedCart as Reply } from '@tradepost/contracts/carts/model';
import type { Cause } from '@tradepost/lambda/by';
import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import type { SubmittedCart } from '../domain/cart-shapes.ts';
import { acceptOrder, rejectedOrderOf, rejectSubmission } from '../domain/submit.ts';
import { toOrder } from '../domain/to-order.ts';
import type { CartsTable } from './carts-table.ts';
import type { PlaceOrder } from './orders.ts';

/** Rejections of the command `PlaceOrder`. */
const OF_ORDERS = ['QUOTE_EXPIRED', 'PAYMENT_TOKEN_REQUIRED', 'ORDER_TOO_LARGE'] as const;

export type Finished =
  | { readonly reply: Reply }
  | {
      readonly rejection: { readonly code: (typeof OF_ORDERS)[number] | 'ORDER_OUTCOME_UNKNOWN' };
    };

/**
 * Places the order of a submitted cart, and records the outcome. The order has the id that follows from the cart, so it is placed
 * once, however often this is repeated: by the caller, or by the sweeper. The order may have been rejected meanwhile: then the cart was
 * reopened, and stays as it is.
 */
export type FinishSubmission = (
  submitted: Loaded<SubmittedCart>,
  cause: Cause,
  logger: Pick<Logger, 'warn' | 'error'>,
) => Promise<Finished>;

type Config = { readonly carts: Pick<CartsTable, 'executeFrom'>; readonly placeOrder: PlaceOrder };

export function createFinishSubmission(config: Config): FinishSubmission {
  return (submitted, cause, logger) => finish(config, submitted, cause, logger);
}

async function finish(
  { carts, placeOrder }: Config,
  { state, version }: Loaded<SubmittedCart>,
  cause: Cause,
  logger: Pick<Logger, 'warn' | 'error'>,
): Promise<Finished> {
  const { cartId, checkout, submission } = state;
  const { orderId } = submission;
  // A guest gets the token of the order from orders, which a repeat asks once more.
  if (state.status === 'submitted' && state.customerId !== undefined)
    return { reply: toReply(state, state.order) };
  let placed: Awaited<ReturnType<PlaceOrder>>;
  try {
    placed = await placeOrder(toOrder(state), {
      id: `${cartId}/${version}/0`,
      correlationId: cause.correlationId,
    });
  } catch (thrown) {
    logger.error('outcome of an order unknown', { orderId, error: toError(thrown) });
    return { rejection: { code: 'ORDER_OUTCOME_UNKNOWN' } };
  }
  if (placed.outcome === 'accepted') {
    if (state.status === 'submitted') {
      const { orderToken } = placed;
      return {
        reply: toReply(state, { ...state.order, ...(orderToken === undefined ? {} : { orderToken }) }),
      };
    }
    const result = await carts.executeFrom(
      cartId,
      { state, version },
      acceptOrder({ orderId, ...placed }),
      cause,
    );
    if ('rejection' in result) return { reply: toReply(state, placed) };
    if (result.state.status === 'erased') logger.warn('the cart of an order was erased', { orderId });
    // The order was rejected before this answer was recorded: a repeat is answered with what the cart has.
    const rejected = rejectedOrderOf(result.state, checkout.quote.id);
    return { reply: toReply(state, { ...placed, status: rejected?.status ?? placed.status }) };
  }
  const { code } = placed.rejection;
  const known = OF_ORDERS.find((each) => each === code);
  // Only a rejection that this version knows is final; another one may be repaired by a deployment.
  if (known === undefined) throw new Error(`orders rejected ${orderId} with ${code}`);
  await carts.executeFrom(cartId, { state, version }, rejectSubmission(orderId, code), cause);
  return { rejection: { code: known } };
}

function toReply(
  { cartId, submission, checkout }: SubmittedCart,
  order: {
    readonly orderNumber?: string | undefined;
    readonly status: string;
    readonly orderToken?: string | undefined;
  },
): Reply {
  const { orderNumber, status, orderToken } = order;
  const { quote } = checkout;
  return {
    ...{ cartId, orderId: submission.orderId, status },
    ...(orderNumber === undefined ? {} : { orderNumber }),
    ...{ dueMinor: quote.totals.dueMinor, currency: quote.currency },
    ...(orderToken === undefined ? {} : { orderToken }),
  };
}
