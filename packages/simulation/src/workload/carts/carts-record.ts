/** Whoever has a cart. Ada and Grace are customers. */
export type CartOwner = 'guest' | 'ada' | 'grace';

/** A cart that was created, with whatever reaches it. */
export type CreatedCart = {
  readonly cartId: string;
  readonly by: CartOwner;
  /** Only of a guest's cart. */
  readonly cartToken?: string;
};

/** A merge that was accepted. */
export type Merge = {
  readonly from: string;
  readonly into: string;
  readonly strategy: 'sum' | 'max' | 'keep';
};

/** Facts that the callers know about carts. */
export type CartsRecord = {
  readonly created: CreatedCart[];
  readonly merges: Merge[];
  /** The price list of the group `trade`, with the SKUs whose prices in it were set, each from a time on. */
  trade?: { readonly priceListId: string; readonly sinceMs: Map<string, number> };
};
