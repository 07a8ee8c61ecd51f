import type { Decision } from '@tradepost/aggregate/old/store';
import type { IfMatch } from '@tradepost/lambda/http/preconditions';
import type { ProductDecision } from '../domain/decide.ts';
import type { ProductEvent } from '../domain/product.ts';

/** The product is at none of the versions in `If-Match`. */
export type PreconditionFailed = { readonly code: 'PRECONDITION_FAILED'; readonly currentVersion: number };

/**
 * Returns the decision if `If-Match` is absent, is `*` or contains the current version, and PRECONDITION_FAILED otherwise. A
 * rejection is returned in any case: a precondition is only evaluated if the request would succeed without it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.1
 */
export function ifMatching<Rejection extends { readonly code: string }>(
  ifMatch: IfMatch | undefined,
  currentVersion: number,
  decision: ProductDecision<Rejection>,
): Decision<ProductEvent, Rejection | PreconditionFailed> {
  if ('rejection' in decision || ifMatch === undefined || ifMatch === '*') return decision;
  if (ifMatch.includes(currentVersion)) return decision;
  return { rejection: { code: 'PRECONDITION_FAILED', currentVersion } };
}
