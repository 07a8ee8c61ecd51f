import { slugOf } from '@tradepost/contracts/fields/slug';

/** In characters of the id, whose last ten are random or a hash: about 10^12 values. */
const SUFFIX_LENGTH = 8;

/**
 * Takes the title and the id of a product that is given no slug; returns the slugs to try in this order: the title's
 * (`blue-mug`), then the same with the end of the id (`blue-mug-5m7r0c1e`), if another product has the first. A title without
 * letters and digits gets the id.
 */
export function generatedSlugs(title: string, productId: string): readonly string[] {
  const id = productId.replace('_', '-').toLowerCase();
  const suffix = id.slice(-SUFFIX_LENGTH);
  return [slugOf(title) ?? id, slugOf(title, suffix) ?? id];
}
