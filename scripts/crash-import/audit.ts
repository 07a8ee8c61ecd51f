import { orThrow } from '@tradepost/client/client';
import type { Order } from '@tradepost/contracts/models/order';
import type { Api } from '../api/connect.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';

export type AuditConfig = {
  readonly currency: string;
  /** How many orders there must be: no more and no fewer. */
  readonly orders: number;
  /** Units that were received, by SKU. */
  readonly received: ReadonlyMap<string, number>;
};

const STOCK_PAGE_SIZE = 50;
const CONCURRENCY = 8;
/** Views, events and the ledger follow the orders; after a crash they catch up first. */
const CAUGHT_UP = { withinMs: 120_000, firstPauseMs: 200, longestPauseMs: 2_000 };

/**
 * Looks at the whole shop from outside, and returns what is wrong with it: an order that has not ended, is there
 * twice, or whose events are lost; a ledger that does not balance, or holds another sum than the orders come to; a
 * stock that is not what was received less what was sold.
 */
export async function auditShop(api: Api, config: AuditConfig): Promise<string[]> {
  let problems: string[] = [];
  await poll(async () => {
    const orders = await listAll(api.paginate('/v1/orders'));
    problems = [
      ...auditOrders(orders, config.orders),
      ...(await auditLedger(api, orders, config.currency)),
      ...(await auditStock(api, orders, config.received)),
      ...(await auditEvents(api, orders)),
    ];
    return problems.length === 0 ? true : undefined;
  }, CAUGHT_UP);
  return problems;
}

function auditOrders(orders: readonly Order[], expected: number): string[] {
  const problems: string[] = [];
  if (orders.length !== expected)
    problems.push(`there are ${orders.length} orders, and should be ${expected}`);
  const references = new Set<string>();
  for (const { id, reference = '', status } of orders) {
    if (references.has(reference)) problems.push(`the order ${reference} is there twice (${id})`);
    references.add(reference);
    if (status !== 'confirmed') problems.push(`the order ${reference} (${id}) is ${status}`);
  }
  return problems;
}

async function auditLedger(api: Api, orders: readonly Order[], currency: string): Promise<string[]> {
  const ledger = await orThrow(api.GET('/v1/ledger/{currency}', { params: { path: { currency } } }));
  const held = ledger.accounts.find(({ account }) => account === 'authorizations-held');
  const heldMinor = (held?.creditMinor ?? 0) - (held?.debitMinor ?? 0);
  const soldMinor = orders
    .filter(({ status }) => status === 'confirmed')
    .reduce((sum, order) => sum + order.total.amountMinor, 0);
  return [
    ...(ledger.balanced && ledger.totalDebitMinor === ledger.totalCreditMinor
      ? []
      : ['the ledger does not balance']),
    ...(heldMinor === soldMinor ? [] : [`payments hold ${heldMinor}, and the orders come to ${soldMinor}`]),
  ];
}

async function auditStock(
  api: Api,
  orders: readonly Order[],
  received: ReadonlyMap<string, number>,
): Promise<string[]> {
  const sold = new Map<string, number>();
  for (const line of orders.filter(({ status }) => status === 'confirmed').flatMap((order) => order.lines)) {
    sold.set(line.sku, (sold.get(line.sku) ?? 0) + line.quantity);
  }
  const problems: string[] = [];
  const skus = [...received.keys()];
  const pages = Array.from({ length: Math.ceil(skus.length / STOCK_PAGE_SIZE) }, (_, page) =>
    skus.slice(page * STOCK_PAGE_SIZE, (page + 1) * STOCK_PAGE_SIZE),
  );
  await forEach(pages, CONCURRENCY, async (page) => {
    const query = { skus: page };
    const { items } = await orThrow(api.GET('/v1/stock', { params: { query } }));
    for (const { sku, onHand, available } of items) {
      const came = received.get(sku) ?? 0;
      const left = came - (sold.get(sku) ?? 0);
      if (onHand !== came) problems.push(`${sku}: ${onHand} units are there, and ${came} were received`);
      if (available !== left) problems.push(`${sku}: ${available} units can be sold, and should be ${left}`);
    }
  });
  return problems;
}

async function auditEvents(api: Api, orders: readonly Order[]): Promise<string[]> {
  const problems: string[] = [];
  await forEach(orders, CONCURRENCY, async ({ id, reference }) => {
    const events = await listAll(api.paginate('/v1/events', { params: { query: { subject: id } } }));
    for (const type of ['OrderPlaced', 'OrderConfirmed']) {
      const times = events.filter((event) => event.type === type).length;
      if (times !== 1)
        problems.push(`the order ${reference} (${id}) has ${times} × ${type} in the event log`);
    }
  });
  return problems;
}

async function listAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
