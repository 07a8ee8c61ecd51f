import { type DiscountedCart, sumOf } from './discounted-cart.ts';
import type { QuoteTax } from './quote.ts';
import { QuoteError } from './quote-error.ts';
import type { QuoteInput } from './quote-input.ts';
import type { Rejected } from './rejection.ts';
import { split } from './split.ts';
import type { TaxAmount } from './tax-input.ts';
import { taxesOf } from './tax-of.ts';
import { type ChosenRate, chooseRates } from './tax-rates.ts';

/** Taxes of each line and of each shipping method, in their order. */
export type CartTaxes = {
  readonly lines: readonly (readonly QuoteTax[])[];
  readonly shipping: readonly (readonly QuoteTax[])[];
};

/** Calculates the taxes of a cart after its discounts, by the mode of the tax policy. Returns a rejection if a rate is missing. */
export function addTaxes(cart: DiscountedCart, input: QuoteInput): CartTaxes | Rejected {
  switch (input.tax.policy.mode) {
    case 'none':
      return { lines: cart.lines.map(() => []), shipping: cart.shipping.map(() => []) };
    case 'external':
      return externalTaxes(cart, input);
    case 'platform':
      return platformTaxes(cart, input);
  }
}

function platformTaxes(cart: DiscountedCart, { at, destination, tax }: QuoteInput): CartTaxes | Rejected {
  const { policy, rates = [], exemption } = tax;
  const shares = cart.shipping.map((each) =>
    policy.shipping === 'lines'
      ? sharesByClass(cart, each.leftMinor)
      : [{ taxClass: each.taxClass, minor: each.leftMinor }],
  );
  const taxClasses = new Set([
    ...cart.lines.map(({ offer }) => offer.taxClass),
    ...shares.flat().map(({ taxClass }) => taxClass),
  ]);
  const chosen = new Map<string, readonly ChosenRate[]>();
  for (const each of taxClasses) chosen.set(each, chooseRates(rates, each, destination, at, exemption));
  const missing = [...chosen].filter(([, found]) => found.length === 0).map(([taxClass]) => taxClass);
  if (missing.length > 0) {
    return { rejection: { code: 'TAX_RATE_MISSING', country: destination.country, taxClasses: missing } };
  }
  const taxes = (taxClass: string, minor: number, quantity: number) =>
    withClass(taxClass, taxesOf(minor, quantity, chosen.get(taxClass) ?? [], policy));
  return {
    lines: cart.lines.map(({ offer, leftMinor, quantity }) => taxes(offer.taxClass, leftMinor, quantity)),
    shipping: shares.map((each) => each.flatMap(({ taxClass, minor }) => taxes(taxClass, minor, 1))),
  };
}

/** Splits an amount over the tax classes of the goods by their amounts after discounts. */
function sharesByClass({ lines }: DiscountedCart, amountMinor: number) {
  const goods = new Map<string, number>();
  for (const { offer, leftMinor } of lines) {
    goods.set(offer.taxClass, (goods.get(offer.taxClass) ?? 0) + leftMinor);
  }
  const parts = split(amountMinor, [...goods.values()]);
  return [...goods.keys()].flatMap((taxClass, index) => {
    const minor = parts[index] ?? 0;
    return minor === 0 ? [] : [{ taxClass, minor }];
  });
}

function externalTaxes({ lines, shipping }: DiscountedCart, { tax }: QuoteInput): CartTaxes {
  const ofLines = new Map(tax.external?.lines.map(({ lineId, taxes }) => [lineId, taxes]));
  const ofShipping = new Map(tax.external?.shipping.map(({ methodId, taxes }) => [methodId, taxes]));
  const checked = (field: string, taxes: readonly TaxAmount[] | undefined, leftMinor: number) => {
    if (taxes === undefined) throw new QuoteError(field, 'must have the taxes of the tax engine');
    const sumMinor = sumOf(taxes, ({ taxMinor }) => taxMinor);
    if (tax.policy.included && sumMinor > leftMinor) {
      throw new QuoteError(field, `must be at most ${leftMinor}, which includes it`, sumMinor);
    }
    return taxes;
  };
  return {
    lines: lines.map(({ lineId, offer, leftMinor }) =>
      withClass(offer.taxClass, checked(`tax.external.lines.${lineId}`, ofLines.get(lineId), leftMinor)),
    ),
    shipping: shipping.map(({ methodId, taxClass, leftMinor }) =>
      withClass(taxClass, checked(`tax.external.shipping.${methodId}`, ofShipping.get(methodId), leftMinor)),
    ),
  };
}

function withClass(taxClass: string, taxes: readonly TaxAmount[]): readonly QuoteTax[] {
  return taxes.map(({ name, ppm, baseMinor, taxMinor, exemption }) => ({
    class: taxClass,
    name,
    ppm,
    baseMinor,
    taxMinor,
    ...(exemption !== undefined && { exemption }),
  }));
}
