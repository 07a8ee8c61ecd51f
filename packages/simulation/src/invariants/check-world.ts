import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import { checkAnswers } from './check-answers.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkLedger } from './check-ledger.ts';
import { checkLists } from './check-lists.ts';
import { checkMessages } from './check-messages.ts';
import { checkOrders } from './check-orders.ts';
import { checkPublishing } from './check-publishing.ts';
import { checkRebuild } from './check-rebuild.ts';
import { checkRefusals } from './check-refusals.ts';
import { checkSagas } from './check-sagas.ts';
import { checkStock } from './check-stock.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { readBooks } from './tables.ts';
import type { Violation } from './violation.ts';

/** How a run ended. */
export type Ending = {
  /** The run had no faults and no scenario. */
  readonly isQuiet: boolean;
  /** All work has finished. */
  readonly isAtRest: boolean;
  /** The longest time from a commit until the bus has its events; a few hours by default. */
  readonly maxPublishDelayMs?: number | undefined;
};

/** Checks everything that must hold when all work has finished and the dead-letter messages have been redriven. */
export async function checkWorld(
  world: World,
  record: Record_,
  { isQuiet, isAtRest, maxPublishDelayMs }: Ending,
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
    ...checkPublishing(world, maxPublishDelayMs),
    ...checkRefusals(record.answers, record.sold),
    ...checkLists(record.walks, record.listed, world),
    ...world.invalidRequests.map((what) => ({ invariant: 'no request is invalid', what })),
    // While work is pending, projections may lag.
    ...(isAtRest ? await checkRebuild(world) : []),
  ];
}
