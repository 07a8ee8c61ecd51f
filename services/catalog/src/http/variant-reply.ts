import type { Variant } from '../domain/product.ts';
import { toProductVariant } from '../projections/to-product.ts';

/** The reply with a variant and its version. */
export function toVariantReply(productId: string, variant: Variant | undefined) {
  if (variant === undefined) throw new Error(`the command on ${productId} left no variant`);
  const body = toProductVariant(productId, variant);
  return { body, version: body.version };
}
