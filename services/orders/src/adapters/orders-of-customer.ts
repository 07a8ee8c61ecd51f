import type { SealedOrder } from '../projections/to-order.ts';
import type { OrderProjection } from './order-projection.ts';

/** Returns all orders of a customer, newest first. It lags behind the event store. */
export type OrdersOfCustomer = (customerId: string) => Promise<readonly SealedOrder[]>;

const PAGE_SIZE = 100;
/** More orders than a customer has: a shop that places all of its orders under one id exports them by other means. */
const MAX_ORDERS_OF_CUSTOMER = 10_000;

/** @throws RangeError if a customer has more than `MAX_ORDERS_OF_CUSTOMER` orders */
export function createOrdersOfCustomer({ list }: Pick<OrderProjection, 'list'>): OrdersOfCustomer {
  return async (customerId) => {
    const all: SealedOrder[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await list({ customerId, after, limit: PAGE_SIZE });
      all.push(...items);
      after = next;
      if (all.length > MAX_ORDERS_OF_CUSTOMER)
        throw new RangeError(`a customer has more than ${MAX_ORDERS_OF_CUSTOMER} orders`);
    } while (after !== undefined);
    return all;
  };
}
