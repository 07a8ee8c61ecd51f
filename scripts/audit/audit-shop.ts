import { orThrow } from '@tradepost/client/client';
import { checkLedger } from '@tradepost/simulation/invariants/check-ledger';
import { checkOrder, checkPayers } from '@tradepost/simulation/invariants/check-order';
import { checkStock } from '@tradepost/simulation/invariants/check-stock';
import { type Books, toBooks } from '@tradepost/simulation/invariants/tables';
import type { Violation } from '@tradepost/simulation/invariants/violation';
import type { Api } from '../api/connect.ts';
import { poll } from '../api/poll.ts';
import { type CloudAws, connectAws } from './cloud-aws.ts';
import { comeToRest } from './come-to-rest.ts';
import { compareEvents } from './compare-events.ts';
import { compareViews } from './compare-views.ts';
import { listDeadLetters, redrive } from './queues.ts';
import { readTables } from './tables.ts';

export type Audit = {
  /** What is wrong, in plain words. */
  readonly problems: readonly string[];
  /** What was found in the tables. */
  readonly books: Books;
  /** How many dead letters were put back first. */
  readonly redriven: number;
};

const TABLES = [
  ...['orders-events', 'orders-views', 'payments-events', 'payments-ledger', 'payments-simulated-provider'],
  ...['inventory-stock', 'platform-event-log'],
] as const;
/** Views and the event log follow by streams, which nobody outside can see the end of. */
const CAUGHT_UP = { withinMs: 120_000, firstPauseMs: 200, longestPauseMs: 2_000 };
/** A letter may be given up again while another one that it waits for is still to come. */
const MAX_REDRIVES = 3;

/**
 * Waits until a shop is at rest, puts dead letters back, and looks at everything that it left: the same invariants that
 * the simulation holds the services to, on the tables as they are; what the bus was told against what was committed; the
 * views against their logs; and the queues.
 *
 * @param dataDir of the local cloud that runs the shop
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
      return found.problems.length === 0 ? true : undefined;
    }, CAUGHT_UP);
    const letters = (await listDeadLetters(aws.sqs))
      .filter(({ reason }) => reason === undefined)
      .map(({ queue, body }) => `no redrive helps in ${queue}: ${body.slice(0, MAX_SHOWN_CHARACTERS)}`);
    return { problems: [...moving, ...letters, ...found.problems], books: found.books, redriven };
  } finally {
    aws.close();
  }
}

const MAX_SHOWN_CHARACTERS = 300;

async function look(api: Api, { documents }: CloudAws): Promise<Pick<Audit, 'problems' | 'books'>> {
  const tables = await readTables(documents, TABLES);
  const of = (table: string) => tables.get(table) ?? [];
  const books = toBooks(of);
  const orders = [...books.orders].flatMap(([id, log]) => checkOrder(id, log, { books, isQuiet: false }));
  const violations = [...orders, ...checkPayers(books), ...checkStock(books), ...checkLedger(books)];
  const problems = [
    ...violations.map(toText),
    ...compareEvents(books, of('platform-event-log')),
    ...compareViews(books, of('orders-views')),
    ...(await askLedgers(api, books)),
  ];
  return { problems, books };
}

function toText({ invariant, what }: Violation): string {
  return `not so: ${invariant} (${what})`;
}

/** The API's own word on its books, in each currency that there is. */
async function askLedgers(api: Api, { entries }: Books): Promise<string[]> {
  const problems: string[] = [];
  for (const currency of new Set(entries.map((entry) => String(entry.currency)))) {
    const ledger = await orThrow(api.GET('/v1/ledger/{currency}', { params: { path: { currency } } }));
    if (!ledger.balanced || ledger.totalDebitMinor !== ledger.totalCreditMinor)
      problems.push(`the ledger in ${currency} does not balance`);
  }
  return problems;
}
