import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Record_ } from '../workload/workload.ts';
import { PRICE_FLOOR_PERCENT } from '../world/functions.ts';
import type { World } from '../world/world.ts';
import { checkOrder, checkPayers } from './check-order.ts';
import { checkRefunds } from './check-refunds.ts';
import { stockUnitsOf } from './models/stock-units.ts';
import { type Books, fateOf, recordsOf } from './tables.ts';
import type { Report } from './violation.ts';

/** Checks the end of each order, its prices, its payers and its refunds. */
export function checkOrders(
  books: Books,
  record: Record_,
  world: World,
  isQuiet: boolean,
  report: Report,
): void {
  const prices = pricesEver(world);
  for (const what of record.contradictions) report('a repeated key gets the same answer', what);
  for (const { orderId, answer, plan } of record.orders) {
    const placed = books.orders.get(orderId)?.[0].events[0];
    if (placed?.type !== 'OrderPlaced') {
      report('accepted requests have their effect', `${orderId} does not exist`);
      continue;
    }
    const total = JSON.stringify(placed.total);
    if (total !== JSON.stringify(answer.body.total))
      report(
        'accepted requests have their effect',
        `${orderId} was answered with another total than ${total}`,
      );
    checkPrices(orderId, placed, plan.body, prices, report);
  }
  const stock = recordsOf(world, 'inventory-stock');
  const placedAt = new Map<string, number>();
  for (const { item, seconds } of recordsOf(world, 'orders-events'))
    if (item.version === 0) placedAt.set(item.id, seconds);
  for (const [orderId, log] of books.orders) {
    checkOrder(orderId, log, { books, captures: record.captures, isQuiet }, report);
    const [placed] = log[0].events;
    const isRejected = fateOf(log).at(-1)?.rejection?.code === 'OUT_OF_STOCK';
    if (placed.type === 'OrderPlaced' && isRejected && !wasShort(placed, placedAt.get(orderId) ?? 0, stock))
      report('nothing is rejected without a reason', `${orderId}: OUT_OF_STOCK, although the stock sufficed`);
  }
  checkPayers(books, report);
  checkRefunds(books, record, report);
}

/** Returns every price that a SKU ever had, as `SKU currency amount`. */
function pricesEver(world: World): ReadonlySet<string> {
  const prices = new Set<string>();
  for (const { item } of recordsOf(world, 'catalog-products')) {
    const own = item.variant === undefined ? [] : [item.variant];
    for (const { sku, prices: of } of [...(item.state?.variants ?? []), ...own]) {
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
  report: Report,
): void {
  let sum = 0;
  placed.lines.forEach(({ sku, quantity, unitPrice }: UncheckedJson, index: number) => {
    sum += quantity * unitPrice.amountMinor;
    const price = `${sku} at ${unitPrice.amountMinor}`;
    const prefix = `${sku} ${placed.total.currency} `;
    const asked = body.lines[index]?.unitPrice;
    const least = asked === undefined ? 0 : leastOf(prices, prefix);
    if (unitPrice.amountMinor * 100 < least * PRICE_FLOOR_PERCENT) {
      const what = `${orderId}: ${price}, and the lowest price in the catalogue was ${least}`;
      report('a negotiated price is not below its floor', what);
    }
    const isRight =
      asked === undefined
        ? prices.has(`${prefix}${unitPrice.amountMinor}`)
        : asked.amountMinor === unitPrice.amountMinor;
    if (!isRight || body.lines[index]?.quantity !== quantity)
      report('an order has the prices of the catalogue', `${orderId}: ${quantity} ${price}`);
  });
  if (sum !== placed.total.amountMinor)
    report('an order has the prices of the catalogue', `${orderId}: ${placed.total.amountMinor}, not ${sum}`);
}

/** Stream records have times in whole seconds. */
const SLACK_SECONDS = 2;

/**
 * Returns true if, at any time since the order was placed, one of its SKUs had fewer units than it requests.
 *
 * @param stock all changes of stock, oldest first
 */
function wasShort(
  { lines }: UncheckedJson,
  placedAtSeconds: number,
  stock: ReturnType<typeof recordsOf>,
): boolean {
  const wanted = stockUnitsOf(lines);
  const available = new Map<string, Map<string, number>>();
  const isShort = (sku: string) => {
    const levels = [...(available.get(sku)?.values() ?? [])];
    return levels.reduce((sum, units) => sum + units, 0) < (wanted.get(sku) ?? 0);
  };
  let hasBegun = false;
  for (const { item, seconds } of stock) {
    if (!hasBegun && seconds >= placedAtSeconds - SLACK_SECONDS) {
      hasBegun = true;
      if ([...wanted.keys()].some(isShort)) return true;
    }
    const { sku, location } = item;
    if (sku === undefined || location === undefined) continue;
    const levels = available.get(sku) ?? new Map<string, number>();
    available.set(sku, levels.set(location, item.available));
    if (hasBegun && wanted.has(sku) && isShort(sku)) return true;
  }
  return [...wanted.keys()].some(isShort);
}
