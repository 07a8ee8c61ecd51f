import type { Command } from '@tradepost/aggregate/aggregate';
import type { OrderEvent, OrderState } from './order.ts';

export type RequestLinkRejection = { readonly code: 'ORDER_NOT_FOUND' | 'ORDER_LINK_LIMIT' };

/** All commits of an order are read with it, so their number must have a bound. */
export const MAX_LINKS_PER_ORDER = 20;

/**
 * Requests the link to a guest's order. A repeat of the last request changes nothing.
 *
 * @param emailHash address of the caller: an order of another address does not exist for them
 * @param requestId id of the command
 */
export const requestLink =
  ({
    emailHash,
    requestId,
  }: {
    readonly emailHash: string;
    readonly requestId: string;
  }): Command<OrderState, OrderEvent, RequestLinkRejection> =>
  (order) => {
    if (order.status === 'none' || order.emailHash !== emailHash)
      return { rejection: { code: 'ORDER_NOT_FOUND' } };
    if (order.links?.lastRequestId === requestId) return { events: [] };
    if ((order.links?.count ?? 0) >= MAX_LINKS_PER_ORDER) return { rejection: { code: 'ORDER_LINK_LIMIT' } };
    return { events: [{ type: 'OrderLinkRequested', requestId }] };
  };
