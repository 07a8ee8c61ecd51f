/** Why a line of the file becomes no order line, each with the words that the report has for it. */
export const SKIP_REASONS = {
  BLANK_LINE: 'the line is empty',
  NO_INVOICE_NUMBER: 'it has no invoice number',
  INVOICE_NUMBER_NOT_ACCEPTED:
    'the API takes no such invoice number as a reference (too long, control characters, a card number)',
  CANCELLATION: 'a cancellation: its invoice number is C and digits',
  NO_STOCK_CODE: 'it has no stock code',
  NOT_GOODS: 'not goods: postage, carriage, discount, fee, voucher, manual or test entry, bad debt',
  QUANTITY_NOT_POSITIVE: 'no units, or less than none: a return or a stock correction',
  QUANTITY_TOO_LARGE: 'more units than the API takes in a line (1,000,000)',
  PRICE_NEGATIVE: 'a negative price: a correction of accounts',
  PRICE_TOO_FINE: 'a price finer than the currency: it cannot be charged',
  AMOUNT_TOO_LARGE: 'an amount larger than the API takes',
  FREE_WITHOUT_TITLE: 'free and without a title: a stock correction',
  FREE_ALONE: 'free, in an invoice with nothing to pay: a stock correction or a sample',
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;

/** A line that was left out, and why. */
export type SkippedLine = {
  readonly line: number;
  readonly invoice: string;
  readonly stockCode: string;
  readonly reason: SkipReason;
};
