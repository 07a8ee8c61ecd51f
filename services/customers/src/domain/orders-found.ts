import * as z from 'zod/mini';

/** Facts about the orders of a person, as `find-orders-of-person` of orders returns them. */
export const ordersFound = z.object({
  /** Time at which the newest order was placed that is kept for taxes. */
  lastPlacedAt: z.nullable(z.string()),
  customerId: z.nullable(z.string()),
  subjectIds: z.array(z.string()),
});

export type OrdersFound = z.infer<typeof ordersFound>;
