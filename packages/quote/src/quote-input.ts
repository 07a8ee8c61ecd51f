import type { MinorByCurrency } from './condition.ts';
import type { Component } from './expand-lines.ts';
import type { PriceList } from './price-list.ts';
import type { Code, Promotion } from './promotion.ts';
import type { ShippingChoice } from './shipping-cost.ts';
import type { TaxInput } from './tax-input.ts';

/** The catalogue's offer for a SKU. */
export type Offer = {
  readonly sku: string;
  readonly title: string;
  readonly taxClass: string;
  /** Base price of one unit. */
  readonly prices: MinorByCurrency;
  /** Weight of one unit. 0 if absent. */
  readonly weightGrams?: number | undefined;
  /** Components of one unit, if the SKU is a bundle. They have no price of their own in it. */
  readonly components?: readonly Component[] | undefined;
  /** Facts for conditions of promotions: `attributes.brand`. */
  readonly attributes?: Readonly<Record<string, string | number | readonly string[]>> | undefined;
};

export type CartLine = {
  readonly lineId: string;
  readonly sku: string;
  /** Units, from 1 to 1,000,000. */
  readonly quantity: number;
  /** Negotiated price of one unit in minor units. It replaces base price and price lists. */
  readonly unitPriceMinor?: number | undefined;
};

/** Place that the goods are shipped to, as far as it is known. */
export type Destination = {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly region?: string | undefined;
  readonly postalCode?: string | undefined;
};

/** Everything that the money of a cart depends on. */
export type QuoteInput = {
  /** Id of the quote, `qte_…`. */
  readonly id: string;
  /** Time of prices, promotions and rates, RFC 3339. */
  readonly at: string;
  readonly expiresAt: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Groups that the customer is in. Never given by a customer: a caller reads them where staff keeps them. */
  readonly customerGroups?: readonly string[] | undefined;
  readonly channel?: string | undefined;
  readonly destination: Destination;
  readonly lines: readonly CartLine[];
  /** Offers of the SKUs of the lines, and of gifts. */
  readonly offers: readonly Offer[];
  readonly priceLists?: readonly PriceList[] | undefined;
  readonly promotions?: readonly Promotion[] | undefined;
  readonly codes?: readonly Code[] | undefined;
  readonly shipping?: readonly ShippingChoice[] | undefined;
  readonly tax: TaxInput;
  /** Store credit and gift cards that may be used, in minor units. */
  readonly creditMinor?: number | undefined;
};
