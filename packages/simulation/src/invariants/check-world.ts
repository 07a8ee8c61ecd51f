import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import { checkLedger } from './check-ledger.ts';
import { checkMessages } from './check-messages.ts';
import { checkOrders } from './check-orders.ts';
import { checkRebuild } from './check-rebuild.ts';
import { checkStock } from './check-stock.ts';
import { readBooks } from './tables.ts';
import type { Violation } from './violation.ts';

/** All that must hold when everything has come to its end, and the dead letters were put back. */
export async function checkWorld(
  world: World,
  record: Record_,
  isQuiet: boolean,
): Promise<readonly Violation[]> {
  const books = readBooks(world);
  return [
    ...checkOrders(books, record, world, isQuiet),
    ...checkStock(books),
    ...checkLedger(books),
    ...checkMessages(world, record),
    ...(await checkRebuild(world)),
  ];
}
