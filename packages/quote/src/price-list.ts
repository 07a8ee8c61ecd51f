export type PriceListEntry = {
  readonly sku: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Units of the SKU in the whole cart from which the price counts, 1 or more. */
  readonly minQuantity: number;
  /** Price of one unit in minor units. */
  readonly minor: number;
};

export type PriceList = {
  readonly id: string;
  readonly name: string;
  /** The highest first, among lists with as many conditions. */
  readonly priority: number;
  readonly status: 'draft' | 'active' | 'paused' | 'ended';
  readonly validFrom?: string | undefined;
  readonly validUntil?: string | undefined;
  readonly conditions: {
    readonly customerGroup?: string | undefined;
    readonly country?: string | undefined;
    readonly channel?: string | undefined;
  };
  /** The list counts only in markets whose prices also include the tax, or also do not. */
  readonly taxIncluded: boolean;
  readonly entries: readonly PriceListEntry[];
};
