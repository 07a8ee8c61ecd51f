import type { Api } from '@tradepost/cli/api/connect';
import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';
import { sumDispatched } from '@tradepost/simulation/invariants/check-dispatches';
import { checkLedger } from '@tradepost/simulation/invariants/check-ledger';
import { checkOrder, checkPayers } from '@tradepost/simulation/invariants/check-order';
import { checkStock } from '@tradepost/simulation/invariants/check-stock';
import { type Books, toBooks } from '@tradepost/simulation/invariants/tables';
import { createReport, type Violation } from '@tradepost/simulation/invariants/violation';
import { type CloudAws, connectAws } from './cloud-aws.ts';
import { comeToRest } from './come-to-rest.ts';
import { compareEvents } from './compare-events.ts';
import { compareViews } from './compare-views.ts';
import { listDeadLetters, redrive } from './queues.ts';
import { readTables } from './tables.ts';

export type Audit = {
  readonly problems: readonly string[];
  /** The contents of the tables. */
  readonly books: Books;
  /** Number of dead-letter messages that were redriven first. */
  readonly redriven: number;
};

const TABLES = [
  ...['orders-events', 'orders-views', 'payments-events', 'payments-ledger', 'payments-simulated-provider'],
  ...['inventory-stock', 'platform-event-archive'],
] as const;
/** Projections and the event archive follow by streams, whose end cannot be observed from outside. */
const CAUGHT_UP = { withinMs: 120_000, firstPauseMs: 200, longestPauseMs: 2_000 };
/** A message may become a dead-letter message again if it depends on another one that is redriven after it. */
const MAX_REDRIVES = 3;

/**
 * Waits until all work of a shop has finished, redrives the dead-letter messages, and checks: the simulation's
 * invariants on the tables, published events against committed ones, projections against their logs, and the queues.
 *
 * @param dataDir the data folder of the local cloud that runs the shop
 */
export async function auditShop(api: Api, dataDir: string): Promise<Audit> {
  const aws = connectAws(dataDir);
  try {
    let redriven = 0;
    let moving = await comeToRest(api, dataDir);
    for (let round = 0; round < MAX_REDRIVES && moving.length === 0; round += 1) {
      const count = await redrive(aws.sqs);
      if (count === 0) break;
      redriven += count;
      moving = await comeToRest(api, dataDir);
    }
    let found = await look(api, aws);
    await poll(async () => {
      if (found.problems.length > 0) found = await look(api, aws);
      return found.problems.length === 0;
    }, CAUGHT_UP);
    const deadLetters = (await listDeadLetters(aws.sqs))
      .filter(({ reason }) => reason === undefined)
      .map(
        ({ queue, body }) => `still in ${queue} after the redrives: ${body.slice(0, MAX_SHOWN_CHARACTERS)}`,
      );
    return { problems: [...moving, ...deadLetters, ...found.problems], books: found.books, redriven };
  } finally {
    aws.close();
  }
}

const MAX_SHOWN_CHARACTERS = 300;
/** The requests of callers are not known. */
const NONE: ReadonlyMap<string, number> = new Map();

async function look(api: Api, { documents }: CloudAws): Promise<Pick<Audit, 'problems' | 'books'>> {
  const tables = await readTables(documents, TABLES);
  const of = (table: string) => tables.get(table) ?? [];
  const published = of('platform-event-archive').map(({ event }) => {
    const { type, data } = JSON.parse(String(event)) as { readonly type: string; readonly data: object };
    return { type, ...data };
  });
  const books = toBooks(of, sumDispatched(published));
  const { violations, report } = createReport();
  for (const [id, log] of books.orders)
    checkOrder(id, log, { books, captures: NONE, isQuiet: false }, report);
  checkPayers(books, report);
  checkStock(books, report);
  // No proof that uses this has disputes.
  checkLedger(books, [], report);
  const problems = [
    ...violations.map(toText),
    ...compareEvents(books, of('platform-event-archive')),
    ...compareViews(books, of('orders-views')),
    ...(await askLedgers(api, books)),
  ];
  return { problems, books };
}

function toText({ invariant, what }: Violation): string {
  return `broken: ${invariant} (${what})`;
}

/** Checks that the ledger API reports a balance in each currency. */
async function askLedgers(api: Api, { entries }: Books): Promise<string[]> {
  const problems: string[] = [];
  for (const currency of new Set(entries.map((entry) => String(entry.currency)))) {
    const ledger = await unwrap(api.GET('/v1/ledger/{currency}', { params: { path: { currency } } }));
    if (!ledger.balanced || ledger.totalDebitMinor !== ledger.totalCreditMinor)
      problems.push(`the ledger in ${currency} does not balance`);
  }
  return problems;
}
