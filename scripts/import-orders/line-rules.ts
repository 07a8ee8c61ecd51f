import { MAX_AMOUNT_MINOR } from '@tradepost/contracts/fields/money';
import { line as singleLine } from '@tradepost/contracts/fields/text';
import { MoneyError, parseMoney } from '@tradepost/money/money';
import type { FileLine } from './file-line.ts';
import type { SkipReason } from './reasons.ts';

/** Of one line of an order, by the contract `quantity`. */
export const MAX_QUANTITY = 1_000_000;

/** Leaves room in an order's reference for the number of the part. */
const MAX_INVOICE_NUMBER_LENGTH = 80;

const CANCELLATION = /^C\d/;

/**
 * Codes that stand for no goods: postage, dotcom postage, manual entries, discounts, samples, bad debt,
 * carriage, charity, cushion pads at a tenth of a penny, fees, vouchers, corrections and tests.
 */
const NOT_GOODS = new Set(
  [
    ['POST', 'POSTAGE', 'DOT', 'C2', 'C3', 'CARRIAGE', 'SHIPPING'],
    ['M', 'MANUAL', 'D', 'DISCOUNT', 'S', 'SAMPLES', 'B', 'CRUK', 'PADS', 'GIFT'],
    ['BANK CHARGES', 'AMAZONFEE', 'SP1002'],
  ].flat(),
);
const NOT_GOODS_PATTERN = /^(?:GIFT_\d{4}_\d+|ADJUST\d*|TEST\d*)$/;

const invoiceNumber = singleLine(MAX_INVOICE_NUMBER_LENGTH);

/** A line that is to be ordered, with its price in minor units. */
export type GoodsLine = FileLine & { readonly unitPriceMinor: number };

/**
 * Takes one line; returns it with its price, or why it cannot be ordered. What depends on the other lines of
 * its invoice is decided in `to-orders.ts`.
 *
 * @param notGoods further codes that are not goods, in capitals
 */
export function applyLineRules(
  line: FileLine,
  currency: string,
  notGoods: ReadonlySet<string>,
): GoodsLine | { readonly reason: SkipReason } {
  const reason = invoiceRule(line) ?? goodsRule(line, notGoods);
  if (reason !== undefined) return { reason };
  const unitPriceMinor = toMinor(line.unitPrice, currency);
  if (typeof unitPriceMinor === 'string') return { reason: unitPriceMinor };
  if (unitPriceMinor < 0) return { reason: 'PRICE_NEGATIVE' };
  if (unitPriceMinor === 0 && line.title === '') return { reason: 'FREE_WITHOUT_TITLE' };
  // A product of two such numbers may be past 2^53, where it is inexact and far above the bound all the same.
  if (unitPriceMinor * line.quantity > MAX_AMOUNT_MINOR) return { reason: 'AMOUNT_TOO_LARGE' };
  return { ...line, unitPriceMinor };
}

function invoiceRule({ blank, invoice }: FileLine): SkipReason | undefined {
  if (blank) return 'BLANK_LINE';
  if (invoice === '') return 'NO_INVOICE_NUMBER';
  if (CANCELLATION.test(invoice)) return 'CANCELLATION';
  if (!invoiceNumber.safeParse(invoice).success) return 'INVOICE_NUMBER_NOT_ACCEPTED';
  return undefined;
}

function goodsRule({ stockCode, quantity }: FileLine, notGoods: ReadonlySet<string>): SkipReason | undefined {
  if (stockCode === '') return 'NO_STOCK_CODE';
  const code = stockCode.toUpperCase();
  if (NOT_GOODS.has(code) || NOT_GOODS_PATTERN.test(code) || notGoods.has(code)) return 'NOT_GOODS';
  if (quantity <= 0) return 'QUANTITY_NOT_POSITIVE';
  if (quantity > MAX_QUANTITY) return 'QUANTITY_TOO_LARGE';
  return undefined;
}

function toMinor(
  decimal: string,
  currency: string,
): number | Extract<SkipReason, 'PRICE_TOO_FINE' | 'AMOUNT_TOO_LARGE'> {
  try {
    return parseMoney(decimal, currency).amountMinor;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    return error.code === 'TOO_FINE' ? 'PRICE_TOO_FINE' : 'AMOUNT_TOO_LARGE';
  }
}
