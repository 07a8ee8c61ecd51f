import type { Executed } from '@tradepost/aggregate/executor';
import {
  awaitPayment as awaitPaymentContract,
  claimOrder,
  confirmOrder,
  placeOrder,
  rejectOrder,
  requestOrderLink,
} from '@tradepost/contracts/orders/commands';
import { by } from '@tradepost/lambda/by';
import { commandHandler, commands } from '@tradepost/lambda/messages/command';
import type { OrderSeals } from '../adapters/order-seals.ts';
import type { OrderTokens } from '../adapters/order-tokens.ts';
import { type Deps, deadLetterQueues, deps, orderSeals, orderTokens } from '../deps.ts';
import { awaitPayment } from '../domain/await-payment.ts';
import { claim } from '../domain/claim.ts';
import { confirm } from '../domain/confirm.ts';
import type { OrderEvent, OrderState } from '../domain/order.ts';
import { placeQuoted } from '../domain/place.ts';
import { reject } from '../domain/reject.ts';
import { requestLink } from '../domain/request-link.ts';

export const handler = orderCommands(deps, orderSeals, orderTokens);

export type OrderCommandDeps = Pick<Deps, 'orders' | 'guestOrders' | 'countLink' | 'orderNumbers' | 'now'>;

/** Links that an address may request in an hour: enough for a person who does not find the e-mail. */
const MAX_LINKS_PER_HOUR = 3;

/** Creates the handler of the service's command function. A repeated command gets the same reply. */
export function orderCommands(
  getDeps: () => OrderCommandDeps,
  getSeals: () => Pick<OrderSeals, 'sealNextAction'>,
  getTokens: () => Pick<OrderTokens, 'tokenOf'>,
) {
  return commands(deadLetterQueues.commands, [
    commandHandler(placeOrder, async (command) => {
      const { orders, orderNumbers, now } = getDeps();
      const { orderId } = command.data;
      const known = await orders.load(orderId);
      const { status } = known.state;
      if (status !== 'none') return toPlacedReply(orderId, known.state, getTokens);
      const { codes, customerKey, ...facts } = command.data;
      // An order without codes holds none, and needs no key of its buyer.
      const requested = { ...facts, ...(codes.length === 0 ? {} : { codes, customerKey }) };
      const decision = placeQuoted(requested)(known.state, { version: known.version, at: now() });
      if ('rejection' in decision) return { outcome: 'rejected', rejection: decision.rejection };
      const orderNumber = await orderNumbers.claim(orderId);
      const placed = placeQuoted({ ...requested, orderNumber });
      const result = await orders.executeFrom(orderId, known, placed, by(command));
      if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
      return toPlacedReply(orderId, result.state, getTokens);
    }),
    commandHandler(awaitPaymentContract, async (command) => {
      const { orders } = getDeps();
      const { orderId, until, nextAction } = command.data;
      const known = await orders.load(orderId);
      const sealedNextAction =
        known.state.status === 'placed'
          ? await getSeals().sealNextAction(known.state, nextAction)
          : undefined;
      const awaited = awaitPayment({ until, sealedNextAction });
      const result = await orders.executeFrom(orderId, known, awaited, by(command));
      if ('rejection' in result) return { outcome: 'rejected', rejection: result.rejection };
      return { outcome: 'accepted', orderId, status: statusOf(orderId, result.state) };
    }),
    commandHandler(confirmOrder, async (command) => {
      const { orderId } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, confirm(), by(command)));
    }),
    commandHandler(rejectOrder, async (command) => {
      const { orderId, rejection: reason } = command.data;
      return toReply(orderId, await getDeps().orders.execute(orderId, reject({ reason }), by(command)));
    }),
    commandHandler(claimOrder, async (command) => {
      const { orderId, customerId, emailHash } = command.data;
      const claimed = claim({ customerId, emailHash });
      return toReply(orderId, await getDeps().orders.execute(orderId, claimed, by(command)));
    }),
    commandHandler(requestOrderLink, async (command) => {
      const { orders, guestOrders, countLink } = getDeps();
      const { emailHash } = command.data;
      const orderId = command.data.orderId ?? (await guestOrders.newestOf(emailHash));
      if (orderId === undefined) return { outcome: 'rejected', rejection: { code: 'ORDER_NOT_FOUND' } };
      if ((await countLink(emailHash)) > MAX_LINKS_PER_HOUR)
        return { outcome: 'rejected', rejection: { code: 'ORDER_LINK_LIMIT' } };
      const requested = requestLink({ emailHash, requestId: command.id });
      return toReply(orderId, await orders.execute(orderId, requested, by(command)));
    }),
  ]);
}

function toReply<Rejection extends { readonly code: string }>(
  orderId: string,
  result: Executed<OrderState, OrderEvent, Rejection>,
) {
  return 'rejection' in result
    ? { outcome: 'rejected' as const, rejection: result.rejection }
    : { outcome: 'accepted' as const, orderId };
}

/** A guest reaches the order by its token. A repeat gets the same one, of the first epoch. */
async function toPlacedReply(
  orderId: string,
  state: OrderState,
  getTokens: () => Pick<OrderTokens, 'tokenOf'>,
) {
  const orderNumber = state.status === 'none' ? undefined : state.orderNumber;
  const isOfGuest = state.status !== 'none' && state.placedBy?.kind === 'guest';
  return {
    outcome: 'accepted' as const,
    orderId,
    ...(orderNumber === undefined ? {} : { orderNumber }),
    status: statusOf(orderId, state),
    ...(isOfGuest ? { orderToken: await getTokens().tokenOf({ orderId, epoch: 0 }) } : {}),
  };
}

/** @throws Error if the order does not exist */
function statusOf(orderId: string, { status }: OrderState) {
  if (status === 'none') throw new Error(`${orderId} does not exist after the command`);
  return status;
}
