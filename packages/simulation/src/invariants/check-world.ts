import type { Fault } from '../faults/faults.ts';
import { machineNamesOf } from '../workload/administer.ts';
import type { Record_ } from '../workload/workload.ts';
import type { World } from '../world/world.ts';
import { checkCarts } from './carts/check-carts.ts';
import { checkAccess } from './check-access.ts';
import { checkAlerts } from './check-alerts.ts';
import { checkAnswers } from './check-answers.ts';
import { checkApprovals } from './check-approvals.ts';
import { checkAttempts } from './check-attempts.ts';
import { checkAudit } from './check-audit.ts';
import { checkAvailability } from './check-availability.ts';
import { checkAwaited } from './check-awaited.ts';
import { checkBudgets, checkBudgetsAtRest } from './check-budgets.ts';
import { checkBundles } from './check-bundles.ts';
import { checkCartHolds } from './check-cart-holds.ts';
import { checkCatalogue } from './check-catalogue.ts';
import { checkCategories } from './check-categories.ts';
import { checkClaimedLists, checkClaims } from './check-claims.ts';
import { checkCodeLimits, checkCodesAtRest } from './check-codes.ts';
import { checkCorrections } from './check-corrections.ts';
import { checkDeclines } from './check-declines.ts';
import { checkDispatches } from './check-dispatches.ts';
import { checkDisputes } from './check-disputes.ts';
import { checkEdges } from './check-edges.ts';
import { checkErasures } from './check-erasures.ts';
import { checkLedger } from './check-ledger.ts';
import { checkLinks } from './check-links.ts';
import { checkLists } from './check-lists.ts';
import { checkLives } from './check-lives.ts';
import { checkMessages } from './check-messages.ts';
import { checkMetrics } from './check-metrics.ts';
import { checkOrders } from './check-orders.ts';
import { checkPayments } from './check-payments.ts';
import { checkInClear, checkSeals } from './check-personal-data.ts';
import { checkPrices } from './check-prices.ts';
import { checkPublishDates } from './check-publish-dates.ts';
import { checkPublished } from './check-published.ts';
import { checkPublishing } from './check-publishing.ts';
import { checkReads } from './check-reads.ts';
import { checkRebuild } from './check-rebuild.ts';
import { checkRefusals } from './check-refusals.ts';
import { checkSagas } from './check-sagas.ts';
import { checkMethodVersions, checkShipping } from './check-shipping.ts';
import { checkStock } from './check-stock.ts';
import { checkWaits } from './check-waits.ts';
import { checkWebhooks } from './check-webhooks.ts';
import { readBooks } from './tables.ts';
import type { Report } from './violation.ts';

/** How a run ended. */
export type Ending = {
  /** The run had no faults and no scenario. */
  readonly isQuiet: boolean;
  /** The clock of a function was off. */
  readonly isSkewed: boolean;
  /** All faults that were injected. */
  readonly injected: readonly Pick<Fault, 'kind'>[];
  /** All work has finished. */
  readonly isAtRest: boolean;
  /** The longest time from a commit until the bus has its events; a few hours by default. */
  readonly maxPublishDelayMs?: number | undefined;
};

/** Checks everything that must hold when all work has finished and the dead-letter messages have been redriven. */
export async function checkWorld(
  world: World,
  record: Record_,
  { isQuiet, isSkewed, isAtRest, injected, maxPublishDelayMs }: Ending,
  report: Report,
): Promise<void> {
  const books = readBooks(world, record.journal);
  checkErasures(world, record, books, { isSkewed, isAtRest }, report);
  checkOrders(books, record, world, isQuiet, report);
  checkCarts(world, record, books, { isSkewed, isAtRest }, report);
  checkPrices(books, record, world, report);
  checkInClear(world, report);
  checkSeals(world, books, record.answers, report);
  checkAttempts(world, report);
  checkAccess(record.answers, record.captured, books, record.claims, report);
  checkClaims(record.answers, record.claims, { ...world, orders: books.orders }, report);
  await checkCorrections(world, record, isAtRest, report);
  checkAnswers(books, record.answers, world, isQuiet, report);
  checkLinks(record.answers, world, report);
  checkReads(
    record.answers,
    { journal: record.journal, logs: isSkewed ? undefined : world, machineNames: machineNamesOf(world) },
    report,
  );
  checkWebhooks(record.webhooks, record.journal, { isQuiet, isSkewed }, report);
  checkPayments(books, report);
  checkAwaited(record.journal, isSkewed, report);
  checkDispatches(record.journal, record.dispatches, report);
  checkStock(books, report);
  checkCartHolds(books, record.journal, record.linesOfOrders, report);
  checkCodeLimits(world, record.codes, report);
  checkBudgets(world, books, record.budgets, report);
  checkCatalogue(books, report);
  checkBundles(world, books, report);
  checkMethodVersions(record.journal, report);
  checkSagas(books, world, report);
  checkEdges(record.edges, isSkewed, report);
  checkApprovals(record.approvals, isSkewed, report);
  checkLives(record.lives, books, record.guestReservations, isQuiet, report);
  checkDisputes(books, record.disputes, report);
  checkLedger(books, record.disputes, report);
  checkMessages(world, record, report);
  checkPublishing(world, report, maxPublishDelayMs);
  checkAlerts(world, record.journal, report);
  checkRefusals(record.answers, record.sold, report);
  checkPublishDates(record.journal, report);
  checkCategories(record.journal, report);
  checkLists(record.walks, record.journal, world, report);
  await checkAudit(world.operatorActs, record.journal, report);
  for (const what of world.invalidRequests) report('no request is invalid', what);
  // While work is pending, projections may lag.
  if (isAtRest) {
    checkPublished(world, record.journal, report);
    checkCodesAtRest(world, books, record.codes, report);
    checkBudgetsAtRest(world, books, record.budgets, report);
    checkDeclines(record.journal, report);
    checkMetrics(world, { journal: record.journal, isQuiet, injected }, report);
    if (isQuiet) checkWaits(world, report);
    await checkAvailability(world, books, report);
    await checkShipping(world, record.journal, report);
    await checkClaimedLists(world, books, report);
    await checkRebuild(world, report);
  }
}
