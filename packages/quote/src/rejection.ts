/** The reason for which a cart has no quote. The first that applies is returned. */
export type QuoteRejection =
  | { readonly code: 'UNKNOWN_SKU'; readonly skus: readonly string[] }
  | { readonly code: 'CURRENCY_NOT_OFFERED'; readonly currency: string; readonly skus: readonly string[] }
  | { readonly code: 'SHIPPING_NOT_OFFERED'; readonly currency: string; readonly methods: readonly string[] }
  | { readonly code: 'TAX_RATE_MISSING'; readonly country: string; readonly taxClasses: readonly string[] }
  | { readonly code: 'QUOTE_TOO_LARGE'; readonly maxTotalMinor: number };

export type Rejected = { readonly rejection: QuoteRejection };

/** Maximum number of SKUs that a rejection names. */
export const MAX_SKUS_NAMED = 20;
