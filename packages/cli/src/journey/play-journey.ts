import { poll } from '@tradepost/command-line/poll';
import { createProgress } from '@tradepost/command-line/progress';
import { UsageError } from '@tradepost/command-line/usage-error';
import { type Api, connect } from '../api/connect.ts';
import { createLocalTokens, isLocal } from '../api/local-tokens.ts';
import { toTarget } from '../api/target.ts';
import { buyByBankTransfer } from './buy-by-bank-transfer.ts';
import { buyWithAccount } from './buy-with-account.ts';
import { capturePayments } from './capture-payments.ts';
import { describeReconciliation } from './describe-books.ts';
import type { Expected, Journey, Race, Staff } from './journey.ts';
import { orderForFree } from './order-for-free.ts';
import { prepareShop } from './prepare-shop.ts';
import { race } from './race.ts';
import { readBooks, readLedger } from './read-books.ts';
import { type Reconciliation, reconcile } from './reconcile.ts';

/** Connections of each person of the staff. */
const CONNECTIONS = 8;
/** Under load, requests are throttled, and the client sends them again for so long. */
const PATIENCE_MS = 120_000;
/** The ledger follows by a stream, and the events of rejected orders release by queues. */
const CAUGHT_UP = { withinMs: 90_000, firstPauseMs: 200, longestPauseMs: 5_000 };

/**
 * Plays all chapters against a running local platform, and prints the reconciliation.
 *
 * @returns the exit code
 * @throws UsageError if the platform is not on this machine; Error if a chapter cannot be played
 */
export async function playJourney({
  url: given,
  ...sizes
}: Race & { readonly url?: string | undefined }): Promise<number> {
  const target = toTarget({ url: given });
  if (!('url' in target) || !isLocal(target.url))
    throw new UsageError('--url must be of this machine: the journey signs in as the local users');
  const staff = createStaff(target.url);
  try {
    const reconciliation = await play({ url: target.url, race: sizes, as: staff.as });
    console.log(`\n${describeReconciliation(reconciliation)}`);
    return reconciliation.differences.length === 0 ? 0 : 1;
  } finally {
    await staff.close();
  }
}

async function play(given: Pick<Journey, 'url' | 'race' | 'as'>): Promise<Reconciliation> {
  const printing = {
    chapter: (title: string) => console.log(`\n${title}`),
    step: (sentence: string) => console.log(`  ${sentence}`),
  };
  const preparing = { ...given, ...printing, run: Date.now().toString(36).toUpperCase() };
  const ledgerBefore = await readLedger(given);
  printing.chapter('The shop opens');
  const journey: Journey = {
    ...preparing,
    ...(await prepareShop(preparing)),
    progress: createProgress(process.stderr),
    orders: [],
  };
  printing.chapter('1. A customer with an account');
  await buyWithAccount(journey);
  printing.chapter('2. A guest with a bank transfer');
  await buyByBankTransfer(journey);
  printing.chapter('3. A free order');
  await orderForFree(journey);
  printing.chapter('4. A race');
  const expected = await race(journey);
  printing.chapter('5. Finance');
  await capturePayments(journey);
  return reconcileWhenCaughtUp(journey, expected, ledgerBefore);
}

/** Compares until there is no difference, or time is up. */
async function reconcileWhenCaughtUp(
  journey: Journey,
  expected: Expected,
  ledgerBefore: Awaited<ReturnType<typeof readLedger>>,
): Promise<Reconciliation> {
  const compare = async () => reconcile(await readBooks(journey, expected, ledgerBefore));
  let found = await compare();
  await poll(async () => {
    if (found.differences.length > 0) found = await compare();
    return found.differences.length === 0;
  }, CAUGHT_UP);
  return found;
}

/** The clients of the staff, each with its own sign-in. */
function createStaff(url: string): { readonly as: Journey['as']; readonly close: () => Promise<void> } {
  const clients = new Map<Staff, Api>();
  const create = (name: Staff) =>
    connect({
      url,
      connections: CONNECTIONS,
      patienceMs: PATIENCE_MS,
      token: createLocalTokens(url, { name }),
    });
  return {
    as: (name) => {
      const client = clients.get(name) ?? create(name);
      clients.set(name, client);
      return client;
    },
    close: async () => {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}
