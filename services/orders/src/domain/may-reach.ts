import type { OrderState, PlacedOrder } from './order.ts';

/** A signed-in caller, as far as it decides which orders the caller reaches. */
export type Reader =
  | { readonly kind: 'person' }
  | { readonly kind: 'machine'; readonly id: string; readonly reach: 'own' | 'all' }
  | { readonly kind: 'customer'; readonly customerId: string };

/**
 * Returns true if an order exists and a caller may read and change it: a customer their own orders, a machine with the reach
 * `own` those that it placed, and staff all. To everybody else the order does not exist.
 */
export function mayReach(reader: Reader, order: OrderState): order is PlacedOrder {
  if (order.status === 'none') return false;
  switch (reader.kind) {
    case 'person':
      return true;
    case 'machine':
      return reader.reach === 'all' || isPlacedBy(reader.id, order);
    case 'customer':
      return order.customerId === reader.customerId;
    default:
      return reader satisfies never;
  }
}

function isPlacedBy(machineId: string, { placedBy }: PlacedOrder): boolean {
  return placedBy?.kind === 'machine' && placedBy.id === machineId;
}
