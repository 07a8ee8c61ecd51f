import type { Rounding } from './round.ts';

/** A rate of tax in a place, as the tax authority publishes it. */
export type TaxRate = {
  readonly taxClass: string;
  /** Name that the customer sees: `VAT`, `GST`. Of the rates with one name, only the most specific place counts. */
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region?: string | undefined;
  /** First characters of the postal code, in any case and with any spaces. */
  readonly postalPrefix?: string | undefined;
  /** Parts per million, from 0 to 1,000,000: 20 % is 200,000. */
  readonly ppm: number;
  /** True if it is charged on the amount with the other taxes. */
  readonly compound: boolean;
  readonly validFrom: string;
  readonly validUntil?: string | undefined;
};

/** Tax rules of a market. */
export type TaxPolicy = {
  /** `platform`: by `rates`. `external`: by `external`, the answer of a tax engine. `none`: no tax is calculated. */
  readonly mode: 'platform' | 'external' | 'none';
  /** True if prices include the tax. */
  readonly included: boolean;
  /** Rounding of taxes and of discounts. */
  readonly rounding: Rounding;
  /** `line`: the tax of a line is rounded once. `unit`: the tax of each unit is rounded. */
  readonly level: 'line' | 'unit';
  /**
   * `class`: shipping has the tax class of its method. `lines`: it is split over the tax classes of the goods by their amounts,
   * as an ancillary cost of theirs (EU VAT Directive, article 78).
   */
  readonly shipping: 'class' | 'lines';
};

/** Buyers who pay no tax: a resale certificate, a reverse charge. Prices that include the tax stay as they are. */
export type Exemption = {
  /** Reason, as tax lines repeat it. */
  readonly reason: string;
  /** Tax classes that are exempt. All if absent. */
  readonly taxClasses?: readonly string[] | undefined;
};

/** One tax of a line or of shipping. */
export type TaxAmount = {
  readonly name: string;
  readonly ppm: number;
  /** Amount that the rate is applied to, without this tax, in minor units. */
  readonly baseMinor: number;
  readonly taxMinor: number;
  /** Reason for which the buyer is exempt. */
  readonly exemption?: string | undefined;
};

/** Taxes that a tax engine calculated for the amounts of `priceCart`. */
export type ExternalTaxes = {
  readonly lines: readonly { readonly lineId: string; readonly taxes: readonly TaxAmount[] }[];
  readonly shipping: readonly { readonly methodId: string; readonly taxes: readonly TaxAmount[] }[];
};

export type TaxInput = {
  readonly policy: TaxPolicy;
  readonly rates?: readonly TaxRate[] | undefined;
  readonly exemption?: Exemption | undefined;
  readonly external?: ExternalTaxes | undefined;
};
