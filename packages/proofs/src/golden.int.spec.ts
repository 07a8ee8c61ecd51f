import { parseEvent } from '@tradepost/aggregate/stored-shapes';
import { declineCode } from '@tradepost/contracts/payments/model';
import { loadRegistry } from '@tradepost/contracts/registry';
import { bundleServices } from '@tradepost/simulation/code/bundle-services';
import { type Code, loadCode } from '@tradepost/simulation/code/load-code';
import { type LoadedServices, loadServices } from '@tradepost/simulation/code/load-services';
import { readGoldenFiles } from '@tradepost/simulation/golden/golden-files';
import type { History, Outcome } from '@tradepost/simulation/golden/history';
import { playHistory } from '@tradepost/simulation/golden/play-history';
import { reservation } from '../../../services/inventory/src/domain/reservation.ts';
import { orderEvent } from '../../../services/orders/src/domain/order.ts';
import { payment } from '../../../services/payments/src/domain/payment.ts';
import { paymentEvent } from '../../../services/payments/src/domain/payment-event.ts';

const MIN_HISTORIES = 50;

const files = readGoldenFiles();
const histories = files.flatMap((file) => file.histories.map((history) => ({ file: file.name, ...history })));

/** Changes of services that other results than the recorded ones must show. */
const CHANGES = [
  {
    name: 'the state of an order',
    service: 'orders',
    in: 'services/orders evolve',
    find: "status: 'cancelled'",
    replace: "status: 'rejected'",
  },
  {
    name: 'its projection',
    service: 'orders',
    in: 'services/orders toSealedOrder',
    find: '{ id: $id, version: $version, ...$shown }',
    replace: '{ id: $id, version: $version + 1, ...$shown }',
  },
  {
    name: 'a published event',
    service: 'payments',
    in: 'services/payments toContractEvent',
    given: ['$event.type'],
    find: 'toCloudEvent(paymentCaptured, { $$$ids, ...$capture }, $attributes)',
    replace: 'toCloudEvent(paymentCaptured, { $$$ids, ...$capture, amount: $event.released }, $attributes)',
  },
  {
    name: 'the schema of a stored event',
    service: 'payments',
    in: 'services/payments paymentEvent',
    find: 'wasBooked: z.boolean()',
    replace: 'wasKnown: z.boolean()',
  },
  {
    name: 'the decision that a restarted workflow gets',
    service: 'orders',
    in: 'services/orders confirm',
    given: ["case 'awaitingPayment': return $confirmed;"],
    find: "case 'confirmed': return $_;",
    replace: "case 'confirmed': return $confirmed;",
  },
];

let loaded: LoadedServices;
let code: Code;
beforeAll(async () => {
  loaded = await loadServices();
  const versions = CHANGES.map(({ name, service, ...patch }) => ({ name, service, patches: [patch] }));
  code = loadCode(await bundleServices(loaded.services, { root: loaded.root, versions }));
});

/** Compares with the recording. Additional fields and items are accepted, as contracts and projections change by addition. */
async function replay({ stored, keys, outcome }: History, on: Code = code): Promise<void> {
  const played = await playHistory(on, loaded.description, { stored, keys });
  expect(withoutShards(withRecordedItems(played, outcome))).toMatchObject(withoutShards(outcome));
}

/** Leaves out items of projections under keys that the recording does not have. */
function withRecordedItems({ views, ...played }: Outcome, recorded: Outcome): Outcome {
  const keyOf = ({ pk, sk }: Readonly<Record<string, unknown>>) => `${String(pk)} ${String(sk)}`;
  const entries = Object.entries(views).map(([name, items]) => {
    const keys = new Set((recorded.views[name] ?? []).map(keyOf));
    return [name, items.filter((item) => keys.has(keyOf(item)))] as const;
  });
  return {
    ...played,
    views: Object.fromEntries(entries),
    answers: withoutUnusedAccounts(played.answers, recorded.answers),
  };
}

/** Leaves out accounts of a trial balance that the recording does not have, if nothing is booked on them. */
function withoutUnusedAccounts(
  answers: Outcome['answers'],
  recorded: Outcome['answers'],
): Outcome['answers'] {
  const entries = Object.entries(answers).map(([path, answer]) => {
    const accounts: unknown = answer.body?.accounts;
    if (!Array.isArray(accounts)) return [path, answer] as const;
    const known = new Set(recorded[path]?.body?.accounts?.map(({ account }: Account) => account));
    const kept = accounts.filter(
      ({ account, debitMinor, creditMinor }: Account) =>
        known.has(account) || debitMinor !== 0 || creditMinor !== 0,
    );
    return [path, { ...answer, body: { ...answer.body, accounts: kept } }] as const;
  });
  return Object.fromEntries(entries);
}

type Account = { readonly account: string; readonly debitMinor: number; readonly creditMinor: number };

/** An order's shard of an index is not a promise: a list reads all shards. */
function withoutShards({ views, ...outcome }: Outcome): Outcome {
  const orders = (views['orders-views'] ?? []).map((item) => ({
    ...item,
    ...withoutShard(item, 'listing'),
    ...withoutShard(item, 'everyOrder'),
  }));
  return { ...outcome, views: { ...views, 'orders-views': orders } };
}

function withoutShard(item: Readonly<Record<string, unknown>>, key: string): Record<string, string> {
  return key in item ? { [key]: String(item[key]).replace(/#\d+$/, '') } : {};
}

describe('an order recorded by an earlier version', () => {
  it.each(histories)('has the same results as recorded: $file, $name', (history) => replay(history));
});

describe('the recordings', () => {
  it.each(files)('are never changed: $name', ({ isAsRecorded }) => {
    expect(isAsRecorded).toBe(true);
  });

  it('are at least fifty, all of them of finished orders', () => {
    expect(histories.length).toBeGreaterThanOrEqual(MIN_HISTORIES);
    const open = histories.filter(({ outcome }) => outcome.written.length + outcome.deadLetters.length > 0);
    expect(open).toEqual([]);
  });

  // Events of payments were recorded with former types, which are renamed when they are read.
  const paymentEventTypes = histories
    .flatMap(({ stored }) => stored)
    .filter(({ table }) => table === 'payments-events')
    .flatMap(({ item }) =>
      item['events'].map((event: unknown) => parseEvent(event, item['at'], payment.events).type),
    );
  const shown = new Set([...histories.flatMap(({ paths }) => paths), ...paymentEventTypes]);
  it.each([
    'cancelled while placed',
    'cancelled after it was confirmed',
    'cancelled after it was paid',
    'several lines',
    'more lines than a transaction holds',
    'a price was negotiated',
    'a total was expected',
    'sent several times at once',
    'sent again later',
    'of a customer, with a note and a reference',
    'placed by a customer',
    'placed by a guest',
    'placed by a machine',
    'made of a cart',
    'codes used',
    'budgets held',
    'budgets used',
    'budgets released',
    'with a bundle',
    'placed by a person',
    'in GBP',
    'in EUR',
    'in JPY',
    'rejected OUT_OF_STOCK',
    ...declineCode.options.map((declined) => `rejected ${declined}`),
    ...typesOf(orderEvent),
    ...typesOf(paymentEvent),
    ...reservation.state.schema.def.options
      .map((option) => `reservation ${[...option.def.shape.status.def.values][0]}`)
      .filter((path) => path !== 'reservation none'),
  ])('cover "%s"', (path) => {
    expect(shown).toContain(path);
  });

  it("cover each event that an order's services publish, and each rejection code of its workflow", async () => {
    const { events } = await loadRegistry();
    const ofOrders = events
      .map(({ contract }) => contract)
      .filter(
        ({ source, type }) => /orders|payments/.test(source) || /^Stock(Reserv|Releas|Commit)/.test(type),
      );
    const codes = JSON.stringify(loaded.description.stateMachines).matchAll(/"Result":\{"code":"(\w+)"/g);
    const paths = [
      ...ofOrders.map(({ type }) => `${type} published`),
      ...[...codes].map(([, rejected]) => `rejected ${rejected}`),
    ];
    expect(paths.length).toBeGreaterThan(12);
    // No recording has an order whose codes could not be held for minutes: services/orders/src/sagas tests the code.
    expect(paths.filter((path) => !shown.has(path))).toEqual(['rejected CODES_UNAVAILABLE']);
  });
});

describe('a changed service', () => {
  it.each(CHANGES)('is detected by the recordings: $name', async ({ name, service }) => {
    const start: Code['start'] = (each, functionKey) =>
      code.start(each, functionKey, each === service ? name : undefined);
    const noticed: string[] = [];
    for (const history of histories) {
      await replay(history, { ...code, start }).catch(() => noticed.push(history.name));
      if (noticed.length > 0) break;
    }
    expect(noticed).toHaveLength(1);
  });
});

type Literal = { readonly def: { readonly values: readonly string[] } };
type Event = { readonly def: { readonly shape: { readonly type: Literal } } };

function typesOf(schema: { readonly def: { readonly options: readonly Event[] } }): readonly string[] {
  return schema.def.options.flatMap(({ def }) => def.shape.type.def.values);
}
