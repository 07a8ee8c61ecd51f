import { checkCondition } from './check-condition.ts';
import { checkAmounts, checkTime, checkWhole } from './check-values.ts';
import { MAX_PPM, MAX_UNITS } from './limits.ts';
import type { Promotion, PromotionValue } from './promotion.ts';
import { QuoteError } from './quote-error.ts';

/**
 * Checks the rules of a promotion that its type does not express, but not its conditions: see `checkConditions`.
 *
 * @throws QuoteError that names the field, the rule and the value
 */
export function checkPromotion({
  id,
  sortOrder,
  startsAt,
  endsAt,
  target,
  value,
  budgetMinor = {},
}: Promotion): void {
  const field = `promotions.${id}`;
  if (!Number.isFinite(sortOrder)) throw new QuoteError(`${field}.sortOrder`, 'must be a number');
  checkTime(`${field}.startsAt`, startsAt);
  if (endsAt !== undefined) checkTime(`${field}.endsAt`, endsAt);
  checkAmounts(`${field}.budgetMinor`, budgetMinor);
  checkValue(`${field}.value`, value);
  if (target.kind === 'order' && value.kind === 'fixedPrice') {
    throw new QuoteError(`${field}.value.kind`, 'must be percent, amount or gift for an order', value.kind);
  }
  if (target.kind !== 'pattern') return;
  checkWhole(`${field}.target.buy.units`, target.buy.units, 0, MAX_UNITS);
  checkWhole(`${field}.target.get.units`, target.get.units, 1, MAX_UNITS);
  if (target.maxTimes !== undefined) checkWhole(`${field}.target.maxTimes`, target.maxTimes, 1, MAX_UNITS);
}

function checkValue(field: string, value: PromotionValue): void {
  if (value.kind === 'percent') checkWhole(`${field}.ppm`, value.ppm, 0, MAX_PPM);
  if (value.kind === 'amount' || value.kind === 'fixedPrice') checkAmounts(`${field}.minor`, value.minor);
}

/**
 * Checks every condition of a promotion, also the parts that no quote may ever evaluate: form, fields, operators and types.
 *
 * @throws QuoteError that names the field, the rule and the value
 */
export function checkConditions({ condition, target, value, spread }: Promotion): void {
  if (condition !== undefined) checkCondition('condition', condition, 'cart');
  if (target.kind === 'lines' && target.where !== undefined)
    checkCondition('target.where', target.where, 'line');
  if (target.kind === 'shipping' && target.where !== undefined)
    checkCondition('target.where', target.where, 'shipping');
  if (target.kind === 'pattern') {
    if (target.buy.where !== undefined) checkCondition('target.buy.where', target.buy.where, 'line');
    if (target.get.where !== undefined) checkCondition('target.get.where', target.get.where, 'line');
  }
  if (spread === 'across' && value.kind !== 'amount')
    throw new QuoteError('spread', 'must be each unless the value is an amount', spread);
}
