import type { Loaded } from '@tradepost/aggregate/store';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import type { OrderState, PlacedOrder } from '../domain/order.ts';
import type { Person } from '../domain/person.ts';
import type { OrdersOfCustomer } from './orders-of-customer.ts';

/** Returns the present state of all orders of a person, from the event store. */
export type OrdersOfPerson = (
  person: Person,
) => Promise<readonly { readonly state: PlacedOrder; readonly version: number }[]>;

/** Orders that are read at once. */
const MAX_READS_AT_ONCE = 10;

export function createOrdersOfPerson(
  load: (orderId: string) => Promise<Loaded<OrderState>>,
  ordersOfCustomer: OrdersOfCustomer,
): OrdersOfPerson {
  return async ({ customerId, orderIds, subjectIds }) => {
    const listed = customerId === undefined || customerId === null ? [] : await ordersOfCustomer(customerId);
    const ofCustomer = new Set(listed.map(({ id }) => id));
    const ids = [...new Set([...ofCustomer, ...orderIds])];
    const loaded = await mapConcurrent(ids, MAX_READS_AT_ONCE, (id) => load(id));
    return loaded.flatMap(({ state, version }) => {
      if (state.status === 'none') return [];
      const isTheirs = ofCustomer.has(state.orderId) || (subjectIds?.includes(state.subjectId) ?? true);
      return isTheirs ? [{ state, version }] : [];
    });
  };
}
