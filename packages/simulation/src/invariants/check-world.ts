import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import { checkAnswers } from './check-answers.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkLedger } from './check-ledger.ts';
import { checkLists } from './check-lists.ts';
import { checkMessages } from './check-messages.ts';
import { checkOrders } from './check-orders.ts';
import { checkRebuild } from './check-rebuild.ts';
import { checkRefusals } from './check-refusals.ts';
import { checkSagas } from './check-sagas.ts';
import { checkStock } from './check-stock.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { readBooks } from './tables.ts';
import type { Violation } from './violation.ts';

/** How a run ended: whether nothing went wrong in it, and whether nothing is left to happen. */
export type Ending = { readonly isQuiet: boolean; readonly isAtRest: boolean };

/** All that must hold when everything has come to its end, and the dead letters were put back. */
export async function checkWorld(
  world: World,
  record: Record_,
  { isQuiet, isAtRest }: Ending,
): Promise<readonly Violation[]> {
  const books = readBooks(world);
  return [
    ...checkOrders(books, record, world, isQuiet),
    ...checkAnswers(books, record.answers, world, isQuiet),
    ...checkWebhooks(record.webhooks, isQuiet),
    ...checkStock(books),
    ...checkCatalogue(books),
    ...checkSagas(books, world),
    ...checkLedger(books),
    ...checkMessages(world, record),
    ...checkRefusals(record.answers, record.sold),
    ...checkLists(record.walks, record.listed, world),
    ...world.invalidRequests.map((what) => ({ invariant: 'no request is invalid', what })),
    // In a world that does not come to rest there is nothing to compare.
    ...(isAtRest ? await checkRebuild(world) : []),
  ];
}
