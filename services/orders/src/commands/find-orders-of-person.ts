import { task } from '@tradepost/lambda/messages/task';
import { type Deps, deps } from '../deps.ts';
import { isPending } from '../domain/order.ts';
import { type Person, person } from '../domain/person.ts';

export const handler = task(person, (input) => findOrdersOfPerson(input, deps()));

/** Facts about the orders of a person, without personal data. */
export type OrdersFound = {
  readonly orders: number;
  /** Orders whose saga has not finished: their data is still needed. */
  readonly pending: number;
  /** Time at which the newest order was placed that is kept for taxes; null if there is none. */
  readonly lastPlacedAt: string | null;
  /** The customer of the orders; null if they have none. */
  readonly customerId: string | null;
  /** Subjects whose keys seal the orders. */
  readonly subjectIds: readonly string[];
};

/** Returns what a privacy request needs to know about the orders of a person. */
export async function findOrdersOfPerson(
  input: Person,
  { ordersOfPerson }: Pick<Deps, 'ordersOfPerson'>,
): Promise<OrdersFound> {
  const found = (await ordersOfPerson(input)).map(({ state }) => state);
  // A rejected order was never sold, and no tax office asks for it.
  const sold = found.filter(({ status }) => status !== 'rejected').map(({ placedAt }) => placedAt);
  return {
    orders: found.length,
    pending: found.filter(isPending).length,
    lastPlacedAt: sold.toSorted().at(-1) ?? null,
    customerId:
      input.customerId ?? found.find(({ customerId }) => customerId !== undefined)?.customerId ?? null,
    subjectIds: [...new Set(found.map(({ subjectId }) => subjectId))],
  };
}
