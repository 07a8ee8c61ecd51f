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
import { payment, paymentEvent } from '../../../services/payments/src/domain/payment.ts';

const MIN_HISTORIES = 50;

const files = readGoldenFiles();
const histories = files.flatMap((file) => file.histories.map((history) => ({ file: file.name, ...history })));

let loaded: LoadedServices;
let code: Code;
beforeAll(async () => {
  loaded = await loadServices();
  code = loadCode(await bundleServices(loaded.services, { root: loaded.root }));
});

/** Compares with the recording. Additional fields are accepted, as contracts and projections change by addition. */
async function replay({ stored, outcome }: History, on: Code = code): Promise<void> {
  const played = await playHistory(on, loaded.description, stored);
  expect(withoutShards(played)).toMatchObject(withoutShards(outcome));
}

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
    'its key used for another',
    'of a customer, with a note and a reference',
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
    expect(paths.filter((path) => !shown.has(path))).toEqual([]);
  });
});

describe('a changed service', () => {
  it.each([
    {
      what: 'the state of an order',
      in: 'services/orders evolve',
      find: "status: 'cancelled'",
      replace: "status: 'rejected'",
    },
    {
      what: 'its projection',
      in: 'services/orders toOrder',
      find: '{ id: $id, version: $version, ...$shown }',
      replace: '{ id: $id, version: $version + 1, ...$shown }',
    },
    {
      what: 'a published event',
      in: 'services/payments toContractEvent',
      given: ['$event.type'],
      find: 'toCloudEvent(paymentCaptured, { $$$ids, amount: $_ }, $attributes)',
      replace: 'toCloudEvent(paymentCaptured, { $$$ids, amount: $event.released }, $attributes)',
    },
    {
      what: 'the schema of a stored event',
      in: 'services/payments paymentEvent',
      find: 'wasBooked: z.boolean()',
      replace: 'wasKnown: z.boolean()',
    },
    {
      what: 'the decision that a restarted workflow gets',
      in: 'services/orders confirm',
      given: ["case 'placed': return $confirmed;"],
      find: "case 'confirmed': return $_;",
      replace: "case 'confirmed': return $confirmed;",
    },
  ])('is detected by the recordings: $what', async ({ what, ...patch }) => {
    const options = { root: loaded.root, patches: [patch], owner: what };
    const broken = loadCode(await bundleServices(loaded.services, options));
    const noticed: string[] = [];
    for (const history of histories) {
      await replay(history, broken).catch(() => noticed.push(history.name));
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
