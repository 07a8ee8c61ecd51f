import { normalizeCode } from '@tradepost/quote/promotion';
import { isOpen } from '../domain/cart.ts';
import { applyCode } from '../domain/change-codes.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import type { Terms } from '../domain/facts.ts';
import { UnavailableError } from '../domain/facts.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound, changeCart } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';

type CodeRequest = ChangeRequest & { readonly body: { readonly code: string } };

const REFUSALS = [
  'CODE_UNKNOWN',
  'CODE_NOT_YET_VALID',
  'CODE_EXPIRED',
  'CODE_DISABLED',
  'CODE_EXHAUSTED',
  'CODE_USED_BY_CUSTOMER',
  'CODE_NEEDS_CUSTOMER',
] as const;
type Refusal = (typeof REFUSALS)[number];

/** Applies a code that pricing accepts. One that has no effect on the cart is applied, too: more goods may change that. */
export async function applyGivenCode(request: CodeRequest, reached: ReachedCart, dependencies: ChangeDeps) {
  const { params, body, logger } = request;
  if (reached === undefined) return cartNotFound(params.cartId);
  const { state } = reached;
  if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
  const code = normalizeCode(body.code);
  const customerKey = state.customerId ?? state.person?.emailHash;
  let terms: Terms;
  try {
    terms = await dependencies.readTerms({
      ...{ at: dependencies.now(), currency: state.currency, skus: state.lines.map(({ sku }) => sku) },
      ...{ destination: { country: state.country }, codes: [code] },
      ...(customerKey === undefined ? {} : { customerKey }),
    });
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('code not checked', error);
    return { rejection: { code: 'PRICING_UNAVAILABLE' } } as const;
  }
  const refused = terms.refusedCodes.find((each) => normalizeCode(each.code) === code);
  if (refused !== undefined) {
    const refusal = toRefusal(refused.reason);
    // A guest may give the e-mail address later.
    if (refusal !== 'CODE_NEEDS_CUSTOMER' || customerKey !== undefined)
      return { rejection: { code: refusal, discountCode: code } };
  }
  return changeCart(request, reached, applyCode(code), dependencies);
}

/** Pricing may refuse codes for more reasons than this version has. */
function toRefusal(reason: string): Refusal {
  return REFUSALS.find((each) => each === reason) ?? 'CODE_DISABLED';
}
