import type { Field } from './columns.ts';

/** A reason for which a line of the file becomes no order line. */
type Rule = {
  /** The field that decides. */
  readonly field: Field;
  /** Text in the report and in `--help`. */
  readonly text: string;
};

export const SKIP_REASONS = {
  BLANK_LINE: { field: 'InvoiceNo', text: 'the line is empty' },
  NO_INVOICE_NUMBER: { field: 'InvoiceNo', text: 'it has no invoice number' },
  INVOICE_NUMBER_NOT_ACCEPTED: {
    field: 'InvoiceNo',
    text: "the API does not accept the invoice number as an order's reference",
  },
  CANCELLATION: {
    field: 'InvoiceNo',
    text: 'a cancellation: it has a time of cancellation, or the number C and digits (Online Retail)',
  },
  CUSTOMER_NOT_ACCEPTED: { field: 'CustomerID', text: 'the API does not accept the customer id' },
  NO_STOCK_CODE: { field: 'StockCode', text: 'it has no stock code' },
  NOT_GOODS: {
    field: 'StockCode',
    text: 'not goods: postage, discount, fee, voucher, manual or test entry (Online Retail, or --not-goods)',
  },
  QUANTITY_NOT_POSITIVE: {
    field: 'Quantity',
    text: 'no units, or a negative number of units: a return or a stock correction',
  },
  QUANTITY_TOO_LARGE: { field: 'Quantity', text: 'more units than the API accepts in a line (1,000,000)' },
  PRICE_NEGATIVE: { field: 'UnitPrice', text: 'a negative price: a discount or a correction of accounts' },
  PRICE_TOO_FINE: {
    field: 'UnitPrice',
    text: 'a price with more decimals than the currency has: it cannot be charged',
  },
  AMOUNT_TOO_LARGE: { field: 'UnitPrice', text: 'an amount larger than the API accepts' },
  FREE_WITHOUT_TITLE: { field: 'UnitPrice', text: 'free and without a title: a stock correction' },
  FREE_ALONE: {
    field: 'UnitPrice',
    text: 'free, in an invoice with nothing to pay: a stock correction or a sample',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type SkipReason = keyof typeof SKIP_REASONS;

/** Business rules by which lines with money may be skipped, unless `--may-skip` names others. */
export const DEFAULT_MAY_SKIP: readonly SkipReason[] = [
  'CANCELLATION',
  'NOT_GOODS',
  'QUANTITY_NOT_POSITIVE',
  'PRICE_NEGATIVE',
];

export type SkippedLine = {
  readonly line: number;
  readonly invoice: string;
  readonly stockCode: string;
  readonly reason: SkipReason;
  readonly field: Field;
  /** The field's value, as the file has it. */
  readonly value: string;
  /** The rule that it does not meet. */
  readonly rule: string;
  /** Units times price, in whole units of the currency: `-352.10`. */
  readonly amount: string;
};

export function isSkipReason(name: string): name is SkipReason {
  return Object.hasOwn(SKIP_REASONS, name);
}
