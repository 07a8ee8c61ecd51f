import type { Condition } from '@tradepost/quote/condition';
import type { PriceList } from '@tradepost/quote/price-list';
import type { Code, Promotion } from '@tradepost/quote/promotion';
import type { Offer } from '@tradepost/quote/quote-input';
import type { ShippingChoice } from '@tradepost/quote/shipping-cost';
import type { TaxInput } from '@tradepost/quote/tax-input';

/** The catalogue's offer of a SKU. */
export type CatalogOffer = Offer & {
  readonly isForSale: boolean;
  /** Maximum units of one order. */
  readonly purchaseLimit?: number | undefined;
};

/** Price lists, promotions, codes and taxes of a cart, as pricing answers. */
export type Terms = {
  readonly priceLists: readonly PriceList[];
  readonly promotions: readonly Promotion[];
  readonly codes: readonly Code[];
  readonly refusedCodes: readonly { readonly code: string; readonly reason: string }[];
  readonly giftSkus: readonly string[];
  readonly tax: TaxInput & {
    readonly policy: {
      /** If the tax engine does not answer: no quote, or one by the rates of the platform. */
      readonly onOutage?: 'refuse' | 'platform' | undefined;
    };
  };
};

/** A shipping method that is offered for a destination. */
export type Method = ShippingChoice & {
  /** Carts that it is offered to. Without it, all. */
  readonly condition?: Condition | undefined;
  readonly days?: { readonly min: number; readonly max: number } | undefined;
  readonly cutOff?: { readonly time: string; readonly timeZone: string } | undefined;
  readonly carrier?: string | undefined;
};

/** Units of the SKUs of a cart that it can have, by SKU: those that are available, and those that it holds. */
export type Stock = {
  readonly available: ReadonlyMap<string, number>;
  /** Time until which the cart holds units; absent if it holds none. */
  readonly heldUntil?: string;
};

/** Most units that an order of the owner may have. */
export type Caps = { readonly unitsPerLine: number; readonly unitsPerOrder: number };

/** Everything that the money and the problems of a cart depend on, beside the cart. */
export type Facts = {
  readonly offers: ReadonlyMap<string, CatalogOffer>;
  readonly terms: Terms;
  readonly methods: readonly Method[];
  readonly stock: Stock;
  /** Parts of the shipping address by which prices, taxes and shipping methods may differ. */
  readonly place: { readonly region?: string | undefined; readonly postalCode?: string | undefined };
  readonly caps: Caps;
  /** Groups of the customer, as staff has them now. A guest has none. */
  readonly customerGroups: readonly string[];
};

/** A service that a cart depends on did not answer in time. */
export class UnavailableError extends Error {
  readonly code:
    | 'CATALOG_UNAVAILABLE'
    | 'PRICING_UNAVAILABLE'
    | 'SHIPPING_UNAVAILABLE'
    | 'INVENTORY_UNAVAILABLE';

  constructor(code: UnavailableError['code'], options?: ErrorOptions) {
    super(`a query failed: ${code}`, options);
    this.name = 'UnavailableError';
    this.code = code;
  }
}
