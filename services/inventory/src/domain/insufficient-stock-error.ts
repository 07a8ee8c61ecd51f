/** Too few units are available at a location: another reservation took them first. */
export class InsufficientStockError extends Error {
  override readonly name = 'InsufficientStockError';
  readonly code = 'INSUFFICIENT_STOCK';
}
