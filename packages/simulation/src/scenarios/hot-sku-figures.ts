import type { Figures } from './scenario.ts';

/** Describes the figures of a rush on one SKU, of many seeds. */
export function describeRush(all: readonly Figures[]): readonly string[] {
  const sum = (name: string) => all.reduce((total, figures) => total + (figures[name] ?? 0), 0);
  const worst = (name: string) => Math.max(0, ...all.map((figures) => figures[name] ?? 0));
  const number = (value: number, digits = 0) =>
    value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const orders = sum('orders');
  return [
    `rush: ${number(orders)} orders with ${number(sum('lines'))} lines, ${number((60_000 * sum('rushOrders')) / sum('rushMs'))} a minute on one SKU`,
    `  writes of stock and reservations per order   ${number(sum('writes') / orders, 2)}`,
    `  of these repeated after a conflict           ${number(sum('conflicts') / orders, 2)}`,
    `  rejected because the SKU was sold out        ${number(sum('outOfStock'))}`,
    `  rejected while stock was there               ${number(sum('unavailable'))}`,
    `  most markers in the stock item               ${number(worst('markers'))}`,
    `  longest wait from placed to confirmed        ${number(worst('worstWaitMs') / 1_000, 1)} s`,
  ];
}
