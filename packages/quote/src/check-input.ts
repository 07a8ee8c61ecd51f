import { findMinorDigits } from '@tradepost/money/currencies';
import { checkPromotion } from './check-promotion.ts';
import { checkAmount, checkAmounts, checkCount, checkTime, checkUnique, checkWhole } from './check-values.ts';
import {
  GIFT_PREFIX,
  MAX_CODES,
  MAX_COMPONENT_QUANTITY,
  MAX_COMPONENTS,
  MAX_LINES,
  MAX_PPM,
  MAX_PROMOTIONS,
  MAX_SHIPPING,
  MAX_TAXES,
  MAX_UNITS,
  MAX_WEIGHT_GRAMS,
} from './limits.ts';
import type { PriceList } from './price-list.ts';
import { QuoteError } from './quote-error.ts';
import type { Offer, QuoteInput } from './quote-input.ts';
import type { ShippingChoice } from './shipping-cost.ts';
import type { ExternalTaxes, TaxInput } from './tax-input.ts';

const RESERVED = `must not begin with ${GIFT_PREFIX}`;

/**
 * Checks the rules that the types do not express: whole numbers within their bounds, unique ids, readable times. Amounts are 0 to
 * `MAX_AMOUNT_MINOR`, so that no later step leaves the safe integers.
 *
 * @throws QuoteError that names the field, the rule and the value
 */
export function checkInput(input: QuoteInput): void {
  const { lines, offers, priceLists = [], promotions = [], codes = [], shipping = [] } = input;
  checkTime('at', input.at);
  checkTime('expiresAt', input.expiresAt);
  if (findMinorDigits(input.currency) === undefined) {
    throw new QuoteError(
      'currency',
      'must be an ISO 4217 code of a currency with a minor unit',
      input.currency,
    );
  }
  checkCount('lines', lines.length, 1, MAX_LINES);
  checkUnique('lines', lines, ({ lineId }) => lineId);
  for (const [index, { lineId, quantity, unitPriceMinor }] of lines.entries()) {
    if (lineId.startsWith(GIFT_PREFIX)) throw new QuoteError(`lines[${index}].lineId`, RESERVED, lineId);
    checkWhole(`lines[${index}].quantity`, quantity, 1, MAX_UNITS);
    checkAmount(`lines[${index}].unitPriceMinor`, unitPriceMinor ?? 0);
  }
  checkUnique('offers', offers, ({ sku }) => sku);
  for (const offer of offers) checkOffer(offer);
  checkUnique('priceLists', priceLists, ({ id }) => id);
  for (const list of priceLists) checkPriceList(list);
  checkCount('promotions', promotions.length, 0, MAX_PROMOTIONS);
  checkUnique('promotions', promotions, ({ id }) => id);
  checkUnique('promotions', promotions, ({ sortOrder }) => `sortOrder ${sortOrder}`);
  for (const promotion of promotions) checkPromotion(promotion);
  checkCount('codes', codes.length, 0, MAX_CODES);
  checkCount('shipping', shipping.length, 0, MAX_SHIPPING);
  checkUnique('shipping', shipping, ({ methodId }) => methodId);
  for (const choice of shipping) checkShipping(choice);
  checkTax(input.tax);
  checkAmount('creditMinor', input.creditMinor ?? 0);
}

function checkOffer({ sku, prices, weightGrams = 0, components }: Offer): void {
  checkAmounts(`offers.${sku}.prices`, prices);
  checkWhole(`offers.${sku}.weightGrams`, weightGrams, 0, MAX_WEIGHT_GRAMS);
  if (components === undefined) return;
  checkCount(`offers.${sku}.components`, components.length, 1, MAX_COMPONENTS);
  checkUnique(`offers.${sku}.components`, components, (each) => each.sku);
  for (const each of components)
    checkWhole(`offers.${sku}.components.${each.sku}.quantity`, each.quantity, 1, MAX_COMPONENT_QUANTITY);
}

function checkPriceList({ id, validFrom, validUntil, entries }: PriceList): void {
  const field = `priceLists.${id}`;
  if (validFrom !== undefined) checkTime(`${field}.validFrom`, validFrom);
  if (validUntil !== undefined) checkTime(`${field}.validUntil`, validUntil);
  for (const [index, { minor, minQuantity }] of entries.entries()) {
    checkAmount(`${field}.entries[${index}].minor`, minor);
    checkWhole(`${field}.entries[${index}].minQuantity`, minQuantity, 1, Number.MAX_SAFE_INTEGER);
  }
  checkUnique(`${field}.entries`, entries, (each) =>
    JSON.stringify([each.sku, each.currency, each.minQuantity]),
  );
}

function checkShipping({ methodId, rates }: ShippingChoice): void {
  const field = `shipping.${methodId}.rates`;
  checkUnique(field, rates, ({ currency }) => currency);
  for (const { currency, minor, freeAboveMinor = 0, tiers } of rates) {
    checkAmount(`${field}.${currency}.minor`, minor);
    checkAmount(`${field}.${currency}.freeAboveMinor`, freeAboveMinor);
    for (const step of tiers?.steps ?? []) {
      checkAmount(`${field}.${currency}.tiers.minor`, step.minor);
      checkWhole(`${field}.${currency}.tiers.from`, step.from, 0, Number.MAX_SAFE_INTEGER);
    }
    checkUnique(`${field}.${currency}.tiers`, tiers?.steps ?? [], ({ from }) => `from ${from}`);
  }
}

function checkTax({ policy, rates = [], external }: TaxInput): void {
  for (const [index, { ppm, validFrom, validUntil }] of rates.entries()) {
    checkWhole(`tax.rates[${index}].ppm`, ppm, 0, MAX_PPM);
    checkTime(`tax.rates[${index}].validFrom`, validFrom);
    if (validUntil !== undefined) checkTime(`tax.rates[${index}].validUntil`, validUntil);
  }
  if (policy.mode === 'external') checkExternal(external ?? { lines: [], shipping: [] });
}

function checkExternal({ lines, shipping }: ExternalTaxes): void {
  for (const { taxes } of [...lines, ...shipping]) {
    checkCount('tax.external.taxes', taxes.length, 0, MAX_TAXES);
    for (const { name, ppm, baseMinor, taxMinor } of taxes) {
      checkWhole(`tax.external.${name}.ppm`, ppm, 0, MAX_PPM);
      checkAmount(`tax.external.${name}.baseMinor`, baseMinor);
      checkAmount(`tax.external.${name}.taxMinor`, taxMinor);
    }
  }
}
