import type { QuoteTax } from './quote.ts';
import type { TaxInput } from './tax-input.ts';

const PPM = 1_000_000;
/** Error of the floating-point numbers below, far less than a rounding. */
const TOLERANCE = 1e-3;

/** A line or shipping after its discounts. */
type Taxed = { readonly leftMinor: number; readonly quantity: number; readonly taxes: readonly QuoteTax[] };

/**
 * Expects that taxes differ from the exact ones by half a minor unit for each rounding: one of a line, or one of each unit. Taxes of
 * several classes, as shipping may have, are not compared with the whole price.
 */
export function expectExactTaxes(
  { leftMinor, quantity, taxes }: Taxed,
  { policy, rates = [] }: TaxInput,
): void {
  const allowed = (policy.level === 'unit' ? quantity : 1) / 2 + TOLERANCE;
  const isAlone = new Set(taxes.map((each) => each.class)).size === 1;
  const taxMinor = taxes.reduce((sum, each) => sum + each.taxMinor, 0);
  const netMinor = policy.included ? leftMinor - taxMinor : leftMinor;
  let before = 0;
  let factor = 1;
  for (const tax of taxes) {
    const isCompound = rates.some(
      (each) => each.compound && each.name === tax.name && each.taxClass === tax.class,
    );
    factor += ((isCompound ? factor : 1) * tax.ppm) / PPM;
    if (isAlone) expect(tax.baseMinor).toBe(netMinor + (isCompound ? before : 0));
    if (!policy.included)
      expect(Math.abs(tax.taxMinor - (tax.baseMinor * tax.ppm) / PPM)).toBeLessThanOrEqual(allowed);
    before += tax.taxMinor;
  }
  if (policy.included && isAlone) {
    expect(Math.abs(taxMinor - (leftMinor - leftMinor / factor))).toBeLessThanOrEqual(allowed);
  }
}
