import * as z from 'zod/mini';
import { reservationId, sku } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { MAX_ORDER_LINES } from '../orders/model.ts';

/*
 * Query of carts, which invoke a function directly.
 */

/** Request to the function `read-available`: SKUs of a cart, and the reservation that it may have. */
export const availableStockRequest = z.object({
  skus: z.array(sku).check(z.maxLength(MAX_ORDER_LINES), z.describe('SKUs of the cart.')),
  reservationId,
});

export type AvailableStockRequest = z.infer<typeof availableStockRequest>;

/** Answer of the function `read-available`. */
export const availableStockAnswer = z.object({
  items: z
    .array(
      z.object({
        sku,
        available: z
          .int()
          .check(z.minimum(0), z.describe('Units that the cart can have, with those that it holds.')),
      }),
    )
    .check(z.describe('In the order of the request; a SKU without stock has 0.')),
  heldUntil: z
    .optional(timestamp)
    .check(z.describe('Time at which the reservation of the cart expires; absent if it has none.')),
});

export type AvailableStockAnswer = z.infer<typeof availableStockAnswer>;
