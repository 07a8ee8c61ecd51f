import { type Order, order as orderSchema } from '@tradepost/contracts/orders/model';
import { formatMoney } from '@tradepost/money/money';
import type { PlannedOrder } from './to-orders.ts';

/** The end of an order, and its total by the API. */
export type Reconciled = {
  readonly id: string;
  readonly status: string;
  readonly why?: string;
  /** Sum over the lines that the API returns. */
  readonly totalMinor: bigint;
  readonly placedAt: string;
  /** Time from placed to confirmed, by the API's timestamps. */
  readonly confirmedInMs?: number;
  /** Differences between the API's order and the file's. */
  readonly differences: readonly string[];
};

/** Maximum number of differences to report for one order. */
const MAX_DIFFERENCES = 5;

/**
 * Compares an order as planned with the API's answer: reference, every line's SKU, units and price, the
 * total, both as the API has it and as its lines add up, and the quote.
 */
export function reconcile(planned: PlannedOrder, currency: string, answer: unknown): Reconciled | undefined {
  const parsed = orderSchema.safeParse(answer);
  if (!parsed.success) return undefined;
  const order = parsed.data;
  const differences: string[] = [];
  const compare = (what: string, expected: string, actual: string) => {
    if (expected !== actual) differences.push(`${what} is ${actual}, and the file has ${expected}`);
  };
  const write = (amountMinor: number) => formatMoney({ amountMinor, currency });
  compare('reference', planned.reference, order.reference ?? 'absent');
  compare('currency', currency, order.currency);
  compare('number of lines', String(planned.lines.length), String(order.lines.length));
  for (const [index, line] of planned.lines.entries()) {
    const theirs = order.lines[index];
    if (theirs === undefined) break;
    const expected = `${line.quantity} × ${line.sku} at ${write(line.unitPriceMinor)} ${currency}`;
    const price = `${write(theirs.unitPrice.amountMinor)} ${theirs.unitPrice.currency}`;
    compare(`line ${index + 1}`, expected, `${theirs.quantity} × ${theirs.sku} at ${price}`);
  }
  const totalMinor = order.lines.reduce(
    (sum, line) => sum + BigInt(line.quantity) * BigInt(line.unitPrice.amountMinor),
    0n,
  );
  compare('total', `${planned.totalMinor} ${currency}`, `${order.total.amountMinor} ${order.total.currency}`);
  compare('sum of the lines', String(planned.totalMinor), String(totalMinor));
  compareQuote(planned, order, compare);
  return {
    id: order.id,
    status: order.status,
    ...(order.rejection === undefined ? {} : { why: JSON.stringify(order.rejection).slice(0, 500) }),
    totalMinor,
    placedAt: order.placedAt,
    ...(order.confirmedAt === undefined
      ? {}
      : { confirmedInMs: Date.parse(order.confirmedAt) - Date.parse(order.placedAt) }),
    differences: differences.slice(0, MAX_DIFFERENCES),
  };
}

/** Compares the quote of an order with the file: its amounts are those of the lines, and nothing is added or taken off. */
function compareQuote(
  planned: PlannedOrder,
  { lines, shipping, discounts, taxes, totals }: Order,
  compare: (what: string, expected: string, actual: string) => void,
): void {
  for (const [index, { quantity, unitPriceMinor }] of planned.lines.entries()) {
    const theirs = lines[index];
    if (theirs !== undefined)
      compare(`total of line ${index + 1}`, String(quantity * unitPriceMinor), String(theirs.totalMinor));
  }
  const additions = { shipping, discounts, taxes };
  for (const [what, each] of Object.entries(additions))
    compare(`number of ${what}`, '0', String(each.length));
  const totalMinor = Number(planned.totalMinor);
  const expected = {
    ...{ linesMinor: totalMinor, shippingMinor: 0, discountMinor: 0, taxMinor: 0 },
    ...{ totalMinor, creditMinor: 0, dueMinor: totalMinor },
  };
  for (const [what, minor] of Object.entries(expected))
    compare(`${what} of the quote`, String(minor), String(totals[what as keyof typeof expected]));
}
