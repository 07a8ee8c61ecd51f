import { slugOf } from '@tradepost/contracts/fields/slug';

/** Characters from the end of the id. They are random or from a hash: about 10^12 values. */
const SUFFIX_LENGTH = 8;

/**
 * Returns the slugs to try, in this order, for a product without a slug: one from the title (`blue-mug`), then the same with
 * the end of the id (`blue-mug-5m7r0c1e`), for the case that another product has the first. If the title has neither letters
 * nor digits, the slug is the id.
 */
export function generatedSlugs(title: string, productId: string): readonly string[] {
  const id = productId.replace('_', '-').toLowerCase();
  const suffix = id.slice(-SUFFIX_LENGTH);
  return [slugOf(title) ?? id, slugOf(title, suffix) ?? id];
}
