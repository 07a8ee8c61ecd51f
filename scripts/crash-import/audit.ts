import { listStock } from '@tradepost/contracts/http/inventory';
import { listOrders } from '@tradepost/contracts/http/orders';
import { getLedger } from '@tradepost/contracts/http/payments';
import { listEvents } from '@tradepost/contracts/http/platform';
import type { Order } from '@tradepost/contracts/models/order';
import type * as z from 'zod/mini';
import type { ApiClient } from '../api/api-client.ts';
import { forEach } from '../api/for-each.ts';
import { poll } from '../api/poll.ts';
import { ApiRefusal } from '../api/refusal.ts';

export type AuditConfig = {
  readonly currency: string;
  /** How many orders there must be: no more and no fewer. */
  readonly orders: number;
  /** Units that were received, by SKU. */
  readonly received: ReadonlyMap<string, number>;
};

const PAGE_SIZE = 100;
const STOCK_PAGE_SIZE = 50;
const CONCURRENCY = 8;
/** Views, events and the ledger follow the orders; after a crash they catch up first. */
const CAUGHT_UP = { withinMs: 120_000, firstPauseMs: 200, longestPauseMs: 2_000 };

/**
 * Looks at the whole shop from outside, and returns what is wrong with it: an order that has not ended, is there
 * twice, or whose events are lost; a ledger that does not balance, or holds another sum than the orders come to; a
 * stock that is not what was received less what was sold.
 */
export async function auditShop(api: ApiClient, config: AuditConfig): Promise<string[]> {
  let problems: string[] = [];
  await poll(async () => {
    const orders = await listAllOrders(api);
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

async function auditLedger(api: ApiClient, orders: readonly Order[], currency: string): Promise<string[]> {
  const ledger = await read(api, `/v1/ledger/${currency}`, getLedger.success.body);
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
  api: ApiClient,
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
    const { items } = await read(api, `/v1/stock?skus=${page.join(',')}`, listStock.success.body);
    for (const { sku, onHand, available } of items) {
      const came = received.get(sku) ?? 0;
      const left = came - (sold.get(sku) ?? 0);
      if (onHand !== came) problems.push(`${sku}: ${onHand} units are there, and ${came} were received`);
      if (available !== left) problems.push(`${sku}: ${available} units can be sold, and should be ${left}`);
    }
  });
  return problems;
}

async function auditEvents(api: ApiClient, orders: readonly Order[]): Promise<string[]> {
  const problems: string[] = [];
  await forEach(orders, CONCURRENCY, async ({ id, reference }) => {
    const { items } = await read(api, `/v1/events?subject=${id}&limit=${PAGE_SIZE}`, listEvents.success.body);
    for (const type of ['OrderPlaced', 'OrderConfirmed']) {
      const times = items.filter((event) => event.type === type).length;
      if (times !== 1)
        problems.push(`the order ${reference} (${id}) has ${times} × ${type} in the event log`);
    }
  });
  return problems;
}

async function listAllOrders(api: ApiClient): Promise<Order[]> {
  const orders: Order[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await read(api, `/v1/orders?limit=${PAGE_SIZE}${next}`, listOrders.success.body);
    orders.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return orders;
}

async function read<Schema extends z.ZodMiniType>(
  api: ApiClient,
  path: string,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const reply = await api.call('GET', path);
  const parsed = schema.safeParse(reply.body);
  if (reply.status !== 200 || !parsed.success) throw new ApiRefusal(`GET ${path}`, reply);
  return parsed.data;
}
