import { formatMoney, type Money } from '@tradepost/money/money';

/** Returns an amount as people read it: `£9.50`, `1,150 JPY`. The digits are those of ISO 4217, not of the browser. */
export function showMoney(money: Money): string {
  const sign = SIGNS[money.currency];
  return sign === undefined ? `${formatMoney(money)} ${money.currency}` : `${sign}${formatMoney(money)}`;
}

const SIGNS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', USD: '$' };
