import * as z from 'zod/mini';
import type { OrderToPlace } from '../domain/to-order.ts';
import type { Invoke } from './invoke.ts';

const reply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    orderNumber: z.optional(z.string()),
    status: z.string(),
    orderToken: z.optional(z.string()),
  }),
  z.object({ outcome: z.literal('rejected'), rejection: z.looseObject({ code: z.string() }) }),
]);

export type PlaceOrderReply = z.infer<typeof reply>;

/**
 * Places the order of a cart. A repeat gets the same order.
 *
 * @param cause the commit of the cart that it follows from
 * @throws if the outcome is unknown: the order may have been placed
 */
export type PlaceOrder = (
  order: OrderToPlace,
  cause: { readonly id: string; readonly correlationId: string },
) => Promise<PlaceOrderReply>;

/** @param functionName name of the function `commands` of orders, with its alias */
export function createPlaceOrder(invoke: Invoke, functionName: string): PlaceOrder {
  return async (data, { id, correlationId }) =>
    reply.parse(
      await invoke(functionName, {
        command: 'PlaceOrder',
        cause: { id, source: 'tradepost.carts', correlationid: correlationId },
        data,
      }),
    );
}
