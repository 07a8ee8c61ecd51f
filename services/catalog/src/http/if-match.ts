import type { Decision } from '@tradepost/aggregate/store';
import type { ProductDecision, ProductRejection } from '../domain/decide.ts';
import type { ProductEvent } from '../domain/product.ts';

/** The product is not at the version that the caller named. */
export type PreconditionFailed = { readonly code: 'PRECONDITION_FAILED'; readonly currentVersion: number };

/**
 * Lets a decision pass where the caller named no version, or the one that it was made on. A refusal passes too:
 * a precondition only counts where the change would be made without it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.1
 */
export function ifMatching(
  ifMatch: number | undefined,
  currentVersion: number,
  decision: ProductDecision,
): Decision<ProductEvent, ProductRejection | PreconditionFailed> {
  if ('rejection' in decision || ifMatch === undefined || ifMatch === currentVersion) return decision;
  return { rejection: { code: 'PRECONDITION_FAILED', currentVersion } };
}
