import { unwrap } from '@tradepost/client/client';
import { addMoney, type Money, multiplyMoney, zero } from '@tradepost/money/money';
import { api, readCurrency } from './api.ts';
import { type CartLine, readCart } from './cart.ts';

/** A line with its present price; without one, it is not sold in the currency, or no more. */
export type PricedLine = CartLine & { readonly unitPrice?: Money };

export type PricedCart = { readonly lines: readonly PricedLine[]; readonly total: Money };

/** Reads the prices of the cart's lines. */
export async function priceCart(): Promise<PricedCart> {
  const currency = readCurrency();
  const lines = readCart();
  if (lines.length === 0) return { lines, total: zero(currency) };
  const skus = lines.map(({ sku }) => sku);
  const { items } = await unwrap(api.GET('/v1/variants', { params: { query: { skus } } }));
  const prices = new Map(items.map((variant) => [variant.sku, variant.prices[currency]]));
  const priced = lines.map((line) => {
    const amountMinor = prices.get(line.sku);
    return amountMinor === undefined ? line : { ...line, unitPrice: { amountMinor, currency } };
  });
  return { lines: priced, total: addMoney(zero(currency), ...priced.map(totalOf)) };
}

/** Price of all units of a line; 0 without a price. */
export function totalOf(line: PricedLine): Money {
  return line.unitPrice === undefined ? zero(readCurrency()) : multiplyMoney(line.unitPrice, line.quantity);
}
