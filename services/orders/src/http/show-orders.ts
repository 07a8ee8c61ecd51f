import type { Order } from '@tradepost/contracts/orders/model';
import type { OrderSeals } from '../adapters/order-seals.ts';
import type { PlacedOrder } from '../domain/order.ts';
import { type SealedOrder, toOrder, toSealedOrder, type Viewer } from '../projections/to-order.ts';

export type ShowDeps = { readonly orderSeals: OrderSeals };

/** Returns orders with their opened personal data. Their keys are read at once. */
export async function showOrders(
  orders: readonly SealedOrder[],
  { orderSeals }: ShowDeps,
  viewer: Viewer,
): Promise<readonly Order[]> {
  if (orders.length === 0) return [];
  const opened = await orderSeals.open(orders.map((order) => ({ ...order, orderId: order.id })));
  return orders.map((order, index) => toOrder(order, opened[index] ?? {}, viewer));
}

/** Returns an order with its opened personal data. */
export async function showOrder(
  state: PlacedOrder,
  version: number,
  dependencies: ShowDeps,
  viewer: Viewer,
): Promise<Order> {
  const [order] = await showOrders([toSealedOrder(state, version)], dependencies, viewer);
  if (order === undefined) throw new Error(`${state.orderId} was not opened`);
  return order;
}
