import type { PlacedBy } from './order.ts';

/** Id of the buyer of an order whose person was erased. */
const ERASED = 'erased';

/** Returns who placed an order, without the id of the buyer. Staff and machines are not erased. */
export function withoutBuyer(placedBy: PlacedBy): PlacedBy {
  return placedBy.kind === 'customer' || placedBy.kind === 'guest' ? { ...placedBy, id: ERASED } : placedBy;
}
