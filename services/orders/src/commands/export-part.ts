import { task } from '@tradepost/lambda/messages/task';
import type { ExportParts } from '@tradepost/personal-data/export-parts';
import * as z from 'zod/mini';
import type { OrderSeals } from '../adapters/order-seals.ts';
import { type Deps, deps, exportParts, orderSeals } from '../deps.ts';
import { person } from '../domain/person.ts';
import { toCustomerOrder } from '../projections/to-customer-order.ts';
import { toOrder, toSealedOrder } from '../projections/to-order.ts';

const input = z.extend(person, { requestId: z.string() });

export const handler = task(input, (given) =>
  exportPart(given, { ...deps(), orderSeals: orderSeals(), exportParts: exportParts() }),
);

type ExportDeps = Pick<Deps, 'ordersOfPerson'> & {
  readonly orderSeals: Pick<OrderSeals, 'open'>;
  readonly exportParts: Pick<ExportParts, 'put'>;
};

/** Writes all orders of a person to the bucket of exports, as their customer sees them, with the ids of their payments. */
export async function exportPart(
  { requestId, ...whom }: z.infer<typeof input>,
  { ordersOfPerson, orderSeals: seals, exportParts: parts }: ExportDeps,
): Promise<{ readonly orders: number }> {
  const found = await ordersOfPerson(whom);
  const sealed = found.map(({ state, version }) => toSealedOrder(state, version));
  const opened = await seals.open(sealed.map((order) => ({ ...order, orderId: order.id })));
  const orders = sealed.map((order, index) => ({
    ...toCustomerOrder(toOrder(order, opened[index] ?? {}, 'staff')),
    paymentId: order.paymentId,
  }));
  await parts.put(requestId, 'orders', orders);
  return { orders: orders.length };
}
