/** Id of the buyer of an order whose person was erased. */
const ERASED = 'erased';

/** Returns who placed an order, without the id of the buyer. Staff and machines are not erased. */
export function withoutBuyer<By extends { readonly kind: string; readonly id: string }>(placedBy: By): By {
  return placedBy.kind === 'customer' || placedBy.kind === 'guest' ? { ...placedBy, id: ERASED } : placedBy;
}
