import { MAX_AMOUNT_MINOR, MoneyError, parseMoney } from '@tradepost/money/money';
import type { FileLine } from './file-line.ts';
import type { SkipReason } from './reasons.ts';

/** Maximum quantity of an order line, from the contract `quantity`. */
export const MAX_QUANTITY = 1_000_000;

const CANCELLATION = /^C\d/;

/**
 * Codes of the Online Retail data set that stand for no goods: postage, dotcom postage, manual entries, discounts,
 * samples, bad debt, carriage, charity, cushion pads at a tenth of a penny, fees, vouchers, corrections and tests.
 * In another shop's file `S` or `GIFT` may be goods.
 */
const NOT_GOODS = new Set(
  [
    ['POST', 'POSTAGE', 'DOT', 'C2', 'C3', 'CARRIAGE', 'SHIPPING'],
    ['M', 'MANUAL', 'D', 'DISCOUNT', 'S', 'SAMPLES', 'B', 'CRUK', 'PADS', 'GIFT'],
    ['BANK CHARGES', 'AMAZONFEE', 'SP1002'],
  ].flat(),
);
const NOT_GOODS_PATTERN = /^(?:GIFT_\d{4}_\d+|ADJUST\d*|TEST\d*)$/;

/** Rules by which lines are ordered or skipped. */
export type LineRules = {
  readonly currency: string;
  /** Further codes that are not goods, in capitals. */
  readonly notGoods: ReadonlySet<string>;
  /** True if the file uses the conventions of the Online Retail data set for cancellations and codes that are not goods. */
  readonly isOnlineRetail: boolean;
};

/** A line to order, with its price in minor units. */
export type GoodsLine = FileLine & { readonly unitPriceMinor: number };

/**
 * Takes one line; returns it with its price, or the reason why it cannot be ordered. Rules that depend on the other
 * lines of its invoice are in `to-orders.ts`.
 */
export function applyLineRules(
  line: FileLine,
  rules: LineRules,
): GoodsLine | { readonly reason: SkipReason } {
  const reason = invoiceRule(line, rules) ?? goodsRule(line, rules);
  if (reason !== undefined) return { reason };
  const unitPriceMinor = toMinor(line.unitPrice, rules.currency);
  if (typeof unitPriceMinor === 'string') return { reason: unitPriceMinor };
  if (unitPriceMinor < 0) return { reason: 'PRICE_NEGATIVE' };
  if (unitPriceMinor === 0 && line.title === '') return { reason: 'FREE_WITHOUT_TITLE' };
  // The product of two such numbers may be past 2^53 and inexact; it is far above the bound then.
  if (unitPriceMinor * line.quantity > MAX_AMOUNT_MINOR) return { reason: 'AMOUNT_TOO_LARGE' };
  return { ...line, unitPriceMinor };
}

function invoiceRule({ blank, invoice }: FileLine, { isOnlineRetail }: LineRules): SkipReason | undefined {
  if (blank) return 'BLANK_LINE';
  if (invoice === '') return 'NO_INVOICE_NUMBER';
  if (isOnlineRetail && CANCELLATION.test(invoice)) return 'CANCELLATION';
  return undefined;
}

function goodsRule(
  { stockCode, quantity }: FileLine,
  { notGoods, isOnlineRetail }: LineRules,
): SkipReason | undefined {
  if (stockCode === '') return 'NO_STOCK_CODE';
  const code = stockCode.toUpperCase();
  const isKnownCode = NOT_GOODS.has(code) || NOT_GOODS_PATTERN.test(code);
  if (notGoods.has(code) || (isOnlineRetail && isKnownCode)) return 'NOT_GOODS';
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
