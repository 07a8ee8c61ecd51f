import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import { PRICE_FLOOR_PERCENT } from '../world/functions.ts';
import type { World } from '../world/world.ts';
import { checkOrder, checkPayers } from './check-order.ts';
import { checkRefunds } from './check-refunds.ts';
import type { Books } from './tables.ts';
import type { Violation } from './violation.ts';

/** Checks the end of each order, its prices, its payers and its refunds. */
export function checkOrders(
  books: Books,
  record: Record_,
  world: Pick<World, 'history'>,
  isQuiet: boolean,
): readonly Violation[] {
  const violations: Violation[] = [];
  const prices = pricesEver(world);
  for (const what of record.contradictions)
    violations.push({ invariant: 'a repeated key gets the same answer', what });
  for (const { orderId, answer, plan } of record.orders) {
    const log = books.orders.get(orderId);
    if (log?.[0].events[0].type !== 'OrderPlaced') {
      violations.push({
        invariant: 'accepted requests have their effect',
        what: `${orderId} does not exist`,
      });
      continue;
    }
    const kept = JSON.stringify(log[0].events[0].total);
    if (kept !== JSON.stringify(answer.body.total)) {
      violations.push({
        invariant: 'accepted requests have their effect',
        what: `${orderId} was answered with another total than ${kept}`,
      });
    }
    violations.push(...checkPrices(orderId, log[0].events[0], plan.body, prices));
  }
  for (const [orderId, log] of books.orders) {
    violations.push(...checkOrder(orderId, log, { books, isQuiet }));
    const [placed] = log[0].events;
    const isRefused = log.at(-1).events.at(-1).rejection?.code === 'OUT_OF_STOCK';
    if (placed.type === 'OrderPlaced' && isRefused && !wasShort(placed, log[0].pk, world)) {
      const what = `${orderId}: OUT_OF_STOCK, although the stock sufficed`;
      violations.push({ invariant: 'nothing is rejected without a reason', what });
    }
  }
  violations.push(...checkPayers(books), ...checkRefunds(books, record));
  return violations;
}

/** Returns every price that a SKU ever had, as `SKU currency amount`. */
function pricesEver({ history }: Pick<World, 'history'>): ReadonlySet<string> {
  const prices = new Set<string>();
  for (const record of history.get('tradepost-dev-catalog-products') ?? []) {
    const image = record.dynamodb['NewImage'] as Parameters<typeof toPlain>[0] | undefined;
    const variants: readonly UncheckedJson[] = (image && toPlain(image)['state']?.variants) ?? [];
    for (const { sku, prices: of } of variants) {
      for (const [currency, amount] of Object.entries(of)) prices.add(`${sku} ${currency} ${amount}`);
    }
  }
  return prices;
}

/** Returns the lowest price with the prefix `SKU currency `; infinite if there is none. */
function leastOf(prices: ReadonlySet<string>, prefix: string): number {
  const amounts = [...prices]
    .filter((each) => each.startsWith(prefix))
    .map((each) => Number(each.slice(prefix.length)));
  return Math.min(...amounts);
}

function checkPrices(
  orderId: string,
  placed: UncheckedJson,
  body: UncheckedJson,
  prices: ReadonlySet<string>,
): readonly Violation[] {
  const invariant = 'an order has the prices of the catalogue';
  let sum = 0;
  const violations: Violation[] = [];
  placed.lines.forEach(({ sku, quantity, unitPrice }: UncheckedJson, index: number) => {
    sum += quantity * unitPrice.amountMinor;
    const asked = body.lines[index]?.unitPrice;
    const least = asked === undefined ? 0 : leastOf(prices, `${sku} ${placed.total.currency} `);
    if (asked !== undefined && unitPrice.amountMinor * 100 < least * PRICE_FLOOR_PERCENT)
      violations.push({
        invariant: 'a negotiated price is not below its floor',
        what: `${orderId}: ${sku} at ${unitPrice.amountMinor}, and the lowest price in the catalogue was ${least}`,
      });
    const isRight =
      asked === undefined
        ? prices.has(`${sku} ${placed.total.currency} ${unitPrice.amountMinor}`)
        : asked.amountMinor === unitPrice.amountMinor;
    if (!isRight || body.lines[index]?.quantity !== quantity) {
      violations.push({ invariant, what: `${orderId}: ${quantity} ${sku} at ${unitPrice.amountMinor}` });
    }
  });
  if (sum !== placed.total.amountMinor)
    violations.push({ invariant, what: `${orderId}: ${placed.total.amountMinor}, not ${sum}` });
  return violations;
}

/** Stream records have times in whole seconds. */
const SLACK_SECONDS = 2;

/** Returns true if, at any time since the order was placed, one of its SKUs had fewer units than it requests. */
function wasShort(placed: UncheckedJson, logKey: string, { history }: Pick<World, 'history'>): boolean {
  const secondsOf = (record: UncheckedJson): number => record.dynamodb.ApproximateCreationDateTime;
  const first = history
    .get('tradepost-dev-orders-events')
    ?.find(({ dynamodb }: UncheckedJson) => dynamodb.Keys.pk.S === logKey);
  const since = first === undefined ? 0 : secondsOf(first) - SLACK_SECONDS;
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of placed.lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  const available = new Map<string, Map<string, number>>();
  const isShort = (sku: string) => {
    const levels = [...(available.get(sku)?.values() ?? [])];
    return levels.reduce((sum, units) => sum + units, 0) < (wanted.get(sku) ?? 0);
  };
  let hasBegun = false;
  for (const record of history.get('tradepost-dev-inventory-stock') ?? []) {
    if (!hasBegun && secondsOf(record) >= since) {
      hasBegun = true;
      if ([...wanted.keys()].some(isShort)) return true;
    }
    const image = (record as UncheckedJson).dynamodb.NewImage;
    const sku = image?.sku?.S;
    if (sku === undefined || image.location === undefined) continue;
    const levels = available.get(sku) ?? new Map<string, number>();
    available.set(sku, levels.set(image.location.S, Number(image.available.N)));
    if (hasBegun && wanted.has(sku) && isShort(sku)) return true;
  }
  return [...wanted.keys()].some(isShort);
}
