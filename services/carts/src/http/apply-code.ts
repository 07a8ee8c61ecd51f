import type { Logger } from '@tradepost/lambda/log/logger';
import { normalizeCode } from '@tradepost/quote/promotion';
import { isOpen } from '../domain/cart.ts';
import type { OpenCart } from '../domain/cart-shapes.ts';
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
  const refused = await findRefusal({ ...state, codes: [code], customerKey }, dependencies, logger);
  if (refused !== undefined) return { rejection: refused };
  return changeCart(request, reached, applyCode(code), dependencies);
}

/** Asks pricing whether codes can be applied to a cart; returns the rejection of the first one that cannot. */
export async function findRefusal(
  {
    currency,
    country,
    lines,
    codes,
    customerKey,
  }: Pick<OpenCart, 'currency' | 'country' | 'codes'> & {
    readonly lines: readonly { readonly sku: string }[];
    readonly customerKey: string | undefined;
  },
  { readTerms, now }: Pick<ChangeDeps, 'readTerms' | 'now'>,
  logger: Logger,
): Promise<CodeRefusal | undefined> {
  let terms: Terms;
  try {
    terms = await readTerms({
      ...{ at: now(), currency, skus: lines.map(({ sku }) => sku), destination: { country }, codes },
      ...(customerKey === undefined ? {} : { customerKey }),
    });
  } catch (error) {
    if (!(error instanceof UnavailableError)) throw error;
    logger.warn('code not checked', error);
    return { code: 'PRICING_UNAVAILABLE' };
  }
  for (const code of codes) {
    const refused = terms.refusedCodes.find((each) => normalizeCode(each.code) === code);
    if (refused === undefined) continue;
    const refusal = toRefusal(refused.reason);
    // A guest may give the e-mail address later.
    if (refusal !== 'CODE_NEEDS_CUSTOMER' || customerKey !== undefined)
      return { code: refusal, discountCode: code };
  }
  return undefined;
}

/** The rejection of a code. */
export type CodeRefusal =
  | { readonly code: Refusal; readonly discountCode: string }
  | { readonly code: 'PRICING_UNAVAILABLE' };

/** Pricing may refuse codes for more reasons than this version has. */
function toRefusal(reason: string): Refusal {
  return REFUSALS.find((each) => each === reason) ?? 'CODE_DISABLED';
}
