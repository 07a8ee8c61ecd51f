import { connect } from '@tradepost/cli/api/connect';
import { poll } from '@tradepost/command-line/poll';
import { readStreamsAgain } from '@tradepost/local/open-work';
import type { CloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { connectAws } from './cloud-aws.ts';
import { comeToRest } from './come-to-rest.ts';
import { emptyTable, keyOf, type Row, readTables } from './tables.ts';

/** Tables of projections: they can be rebuilt from streams and messages alone. */
const VIEWS = ['orders-views', 'catalog-listings', 'payments-ledger', 'platform-event-archive'];
/** Tables with decisions: repeated events must not change them. */
const DECIDED = [
  ...['orders-events', 'orders-offers', 'payments-events', 'payments-simulated-provider'],
  ...['inventory-stock', 'inventory-bundles', 'catalog-products'],
];
const REBUILT = { withinMs: 600_000, firstPauseMs: 1_000, longestPauseMs: 5_000 };
const SETTLED_LOOKS = 6;
const MAX_SHOWN = 10;
const MAX_SHOWN_CHARACTERS = 200;
const SHOWN_BEFORE = 40;

export type RebuildConfig = {
  readonly dataDir: string;
  /** Stops the cloud, calls `change` on its data, and starts it again. */
  readonly whileStopped: (change: () => void) => Promise<CloudProcess>;
};

/**
 * Empties every projection and the event archive, and rereads each stream from its first record, so that all events are
 * published again: the projections must be the same as before, and no decision may change.
 *
 * @returns the differences
 */
export async function rebuildViews({ dataDir, whileStopped }: RebuildConfig): Promise<string[]> {
  const before = await snapshot(dataDir);
  const aws = connectAws(dataDir);
  try {
    for (const view of VIEWS) await emptyTable(aws.documents, view);
  } finally {
    aws.close();
  }
  const { url } = await whileStopped(() => readStreamsAgain(dataDir));
  const api = connect({ url });
  try {
    const differences = await untilSettled(async () => differencesOf(before, await snapshot(dataDir)));
    // The projections may be complete before the last repeated saga has ended.
    const moving = await comeToRest(api, dataDir);
    return moving.length > 0 || differences.length > 0
      ? [...moving, ...differences]
      : differencesOf(before, await snapshot(dataDir));
  } finally {
    await api.close();
  }
}

/** Repeats `look` until it returns no differences, or the same ones several times in a row. */
async function untilSettled(look: () => Promise<string[]>): Promise<string[]> {
  let seen: string[] = [];
  let looks = 0;
  await poll(async () => {
    const now = await look();
    looks = now.join() === seen.join() ? looks + 1 : 0;
    seen = now;
    return now.length === 0 || looks === SETTLED_LOOKS;
  }, REBUILT);
  return seen;
}

type Snapshot = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Returns the text of each item, by table and key. */
async function snapshot(dataDir: string): Promise<Snapshot> {
  const aws = connectAws(dataDir);
  try {
    const tables = await readTables(aws.documents, [...VIEWS, ...DECIDED]);
    const textsOf = (rows: readonly Row[]) =>
      new Map(rows.map((row) => [JSON.stringify(keyOf(row)), textOf(row)]));
    return new Map([...tables].map(([table, rows]) => [table, textsOf(rows)]));
  } finally {
    aws.close();
  }
}

/** Sorts attributes and members, which have no order, also within events, which are stored as JSON text. */
function textOf({ event, ...row }: Row): string {
  const isText = typeof event === 'string' && event.startsWith('{');
  const item = { ...row, event: isText ? (JSON.parse(event) as unknown) : event };
  return JSON.stringify(item, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
}

function differencesOf(before: Snapshot, after: Snapshot): string[] {
  return [...before].flatMap(([table, was]) => {
    const is = after.get(table) ?? new Map<string, string>();
    const keys = new Set([...was.keys(), ...is.keys()]);
    const differences = [...keys].filter((key) => was.get(key) !== is.get(key));
    const shown = differences
      .slice(0, MAX_SHOWN)
      .map((key) => `${table} ${key} ${describe(was.get(key), is.get(key))}`);
    const left = differences.length - shown.length;
    return left > 0 ? [...shown, `${left} more differ in ${table}`] : shown;
  });
}

function describe(was = 'missing', is = 'missing'): string {
  const from = Math.max(0, [...was].findIndex((letter, at) => letter !== is[at]) - SHOWN_BEFORE);
  const [one, other] = [was, is].map((text) => text.slice(from, from + MAX_SHOWN_CHARACTERS));
  return `was ${one}, but is ${other} after the rebuild`;
}
