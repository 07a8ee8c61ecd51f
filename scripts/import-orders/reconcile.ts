import { order as orderSchema } from '@tradepost/contracts/models/order';
import { formatMoney } from '@tradepost/money/money';
import type { PlannedOrder } from './to-orders.ts';

/** How an order ended, and what the API says that it comes to. */
export type Reconciled = {
  readonly id: string;
  readonly status: string;
  readonly why?: string;
  /** The sum over the lines that the API has. */
  readonly totalMinor: bigint;
  readonly placedAt: string;
  /** From placed to confirmed, by the API's own times. */
  readonly confirmedInMs?: number;
  /** Where the API's order is not the file's. */
  readonly differences: readonly string[];
};

/** How many differences of one order are named. */
const MAX_DIFFERENCES = 5;

/**
 * Compares an order as planned with the API's answer: reference, every line's SKU, units and price, and the
 * total, both as the API has it and as its lines add up.
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
