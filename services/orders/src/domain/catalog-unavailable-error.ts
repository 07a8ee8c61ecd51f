/** The catalogue failed or did not answer in time, so its offers are unknown. */
export class CatalogUnavailableError extends Error {
  override readonly name = 'CatalogUnavailableError';
  readonly code = 'CATALOG_UNAVAILABLE';
}
