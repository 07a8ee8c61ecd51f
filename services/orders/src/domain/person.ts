import * as z from 'zod/mini';

/** Maximum orders that a person placed without an account: as many as one workflow can carry in its state. */
const MAX_ORDERS_WITHOUT_CUSTOMER = 1_000;

/** A person whose orders are looked for: a customer, orders without an account, or both. */
export const person = z.object({
  customerId: z.optional(z.nullable(z.string())),
  orderIds: z.array(z.string()).check(z.maxLength(MAX_ORDERS_WITHOUT_CUSTOMER)),
  /** Subjects of which the orders in `orderIds` must have one; absent or null for any. */
  subjectIds: z.optional(z.nullable(z.array(z.string()))),
});

export type Person = z.infer<typeof person>;
