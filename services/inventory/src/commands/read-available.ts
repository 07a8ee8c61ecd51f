import {
  type AvailableStockAnswer,
  type AvailableStockRequest,
  availableStockRequest,
} from '@tradepost/contracts/inventory/queries';
import { task } from '@tradepost/lambda/messages/task';
import { type Deps, deps } from '../deps.ts';

export const handler = task(availableStockRequest, (request) => readAvailable(request, deps()));

/** Returns the units that a cart can have of its SKUs: those that are available, and those that its reservation holds. */
export async function readAvailable(
  { skus, reservationId }: AvailableStockRequest,
  { stock, reservations }: Pick<Deps, 'stock' | 'reservations'>,
): Promise<AvailableStockAnswer> {
  const [levels, { state }] = await Promise.all([stock.ofSkus(skus), reservations.load(reservationId)]);
  const held = state.status === 'held' && state.cart !== undefined ? state : undefined;
  const units = new Map<string, number>();
  for (const { sku, quantity } of held?.allocations ?? []) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return {
    items: skus.map((sku, index) => ({
      sku,
      available: (levels[index] ?? []).reduce((sum, { available }) => sum + available, units.get(sku) ?? 0),
    })),
    ...(held === undefined ? {} : { heldUntil: held.expiresAt }),
  };
}
