import { placeOrderBody } from '@tradepost/contracts/orders/given-order';
import { MAX_ORDER_LINES } from '@tradepost/contracts/orders/model';
import { MAX_AMOUNT_MINOR } from '@tradepost/money/money';
import { toCountryCode } from './countries.ts';
import { multiplyDecimal } from './decimals.ts';
import type { FileLine } from './file-line.ts';
import { applyLineRules, type GoodsLine, type LineRules, MAX_QUANTITY } from './line-rules.ts';
import { SKIP_REASONS, type SkippedLine, type SkipReason } from './reasons.ts';
import { toSku } from './to-sku.ts';

/** All lines of the file that have one invoice number, in the file's order. */
export type Invoice = { readonly number: string; readonly lines: readonly FileLine[] };

/** A line of an order, with the lines of the file that were merged into it. */
export type PlannedLine = {
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly from: readonly GoodsLine[];
};

/** An order made from an invoice; one of several if the invoice is longer than an order can be. */
export type PlannedOrder = {
  readonly invoice: string;
  readonly part: number;
  readonly parts: number;
  readonly reference: string;
  /** Customer; absent for a guest's order. */
  readonly customerId?: string;
  readonly country: string;
  readonly date: string;
  readonly lines: readonly PlannedLine[];
  readonly totalMinor: number;
};

/**
 * Splits an invoice into orders and skipped lines. Every line of the invoice is in one of the two.
 *
 * @example
 * toOrders({ number: '536365', lines }, { currency: 'GBP', notGoods: new Set(), isOnlineRetail: true })
 */
export function toOrders(
  invoice: Invoice,
  rules: LineRules,
): { readonly orders: readonly PlannedOrder[]; readonly skipped: readonly SkippedLine[] } {
  const goods: GoodsLine[] = [];
  const skipped: SkippedLine[] = [];
  const skip = (line: FileLine, reason: SkipReason, rule?: string) =>
    skipped.push(toSkipped(line, reason, rule));
  const isCancelled = invoice.number !== '' && invoice.lines.some(({ cancelledAt }) => cancelledAt !== '');
  for (const line of invoice.lines) {
    if (isCancelled && !line.blank) {
      skip(line, 'CANCELLATION');
      continue;
    }
    const ruled = applyLineRules(line, rules);
    if ('reason' in ruled) skip(line, ruled.reason);
    else goods.push(ruled);
  }
  if (!goods.some((line) => line.unitPriceMinor > 0)) {
    for (const line of goods.splice(0)) skip(line, 'FREE_ALONE');
  }
  const orders = toParts(invoice, mergeLines(goods));
  const refused = orders.map(findRefusedValue).find((each) => each !== undefined);
  if (refused === undefined) return { orders, skipped };
  for (const line of goods) skip(line, refused.reason, refused.rule);
  return { orders: [], skipped };
}

/** Finds a value of an order that the API would reject, by the schemas of the contracts. */
function findRefusedValue({
  reference,
  customerId,
}: PlannedOrder): { readonly reason: SkipReason; readonly rule: string | undefined } | undefined {
  const referenceResult = placeOrderBody.shape.reference.safeParse(reference);
  if (!referenceResult.success) {
    return { reason: 'INVOICE_NUMBER_NOT_ACCEPTED', rule: referenceResult.error.issues[0]?.message };
  }
  const customerResult = placeOrderBody.shape.customerId.safeParse(customerId);
  if (!customerResult.success) {
    return { reason: 'CUSTOMER_NOT_ACCEPTED', rule: customerResult.error.issues[0]?.message };
  }
  return undefined;
}

function toSkipped(line: FileLine, reason: SkipReason, rule?: string): SkippedLine {
  const { field, text } = SKIP_REASONS[reason];
  const values = {
    InvoiceNo: line.invoice,
    CustomerID: line.customer,
    StockCode: line.stockCode,
    Quantity: String(line.quantity),
    UnitPrice: line.unitPrice,
  };
  return {
    line: line.line,
    invoice: line.invoice,
    stockCode: line.stockCode,
    reason,
    field,
    value: values[field],
    rule: rule ?? text,
    amount: multiplyDecimal(line.unitPrice, line.quantity),
  };
}

/** Merges the lines of one SKU at one price. */
function mergeLines(goods: readonly GoodsLine[]): PlannedLine[] {
  const lines: (PlannedLine & { quantity: number; readonly from: GoodsLine[] })[] = [];
  const newest = new Map<string, (typeof lines)[number]>();
  for (const each of goods) {
    const { quantity, unitPriceMinor, stockCode } = each;
    const key = `${unitPriceMinor} ${stockCode}`;
    const line = newest.get(key);
    const together = (line?.quantity ?? 0) + quantity;
    if (line && together <= MAX_QUANTITY && together * unitPriceMinor <= MAX_AMOUNT_MINOR) {
      line.quantity = together;
      line.from.push(each);
    } else {
      const added = { sku: toSku(stockCode), quantity, unitPriceMinor, from: [each] };
      newest.set(key, added);
      lines.push(added);
    }
  }
  return lines;
}

/** Splits lines into several orders if they exceed the maximum number of lines or the maximum total of an order. */
function toParts(invoice: Invoice, lines: readonly PlannedLine[]): PlannedOrder[] {
  const parts: { lines: PlannedLine[]; totalMinor: number }[] = [];
  for (const line of lines) {
    const amountMinor = line.quantity * line.unitPriceMinor;
    const last = parts.at(-1);
    if (
      last === undefined ||
      last.lines.length === MAX_ORDER_LINES ||
      last.totalMinor + amountMinor > MAX_AMOUNT_MINOR
    ) {
      parts.push({ lines: [line], totalMinor: amountMinor });
    } else {
      last.lines.push(line);
      last.totalMinor += amountMinor;
    }
  }
  return parts.map((part, index) => ({
    ...headOf(invoice),
    ...part,
    part: index + 1,
    parts: parts.length,
    reference: parts.length === 1 ? invoice.number : `${invoice.number} (${index + 1}/${parts.length})`,
  }));
}

/** If the lines of one invoice differ in customer, country or date, the first value that is not empty is used. */
function headOf({
  number,
  lines,
}: Invoice): Pick<PlannedOrder, 'invoice' | 'customerId' | 'country' | 'date'> {
  const first = (field: 'customer' | 'country' | 'date') =>
    lines.find((line) => line[field] !== '')?.[field] ?? '';
  // Software without empty whole numbers writes customer numbers as floats.
  const customer = first('customer').replace(/^(\d+)\.0+$/, '$1');
  return {
    invoice: number,
    ...(customer === '' ? {} : { customerId: customer }),
    country: toCountryCode(first('country')),
    date: first('date'),
  };
}
