import type { CartDeps } from '../deps.ts';
import type { FullCart } from '../domain/cart-shapes.ts';
import { toTaxable } from '../domain/check-cart.ts';
import { type Facts, UnavailableError } from '../domain/facts.ts';

/**
 * Completes the facts of a cart in a market with a tax engine. The engine is asked once for each quote, and only if the cart has an
 * address: before that, the estimate has no tax.
 *
 * @throws UnavailableError if the engine does not answer, and the market then refuses quotes
 */
export async function withTaxes(
  cart: FullCart,
  facts: Facts,
  ids: { readonly quoteId: string; readonly at: string },
  { calculateTaxes }: Pick<CartDeps, 'calculateTaxes'>,
): Promise<Facts> {
  const { tax } = facts.terms;
  if (tax.policy.mode !== 'external') return facts;
  const withMode = (mode: 'none' | 'platform'): Facts => ({
    ...facts,
    terms: { ...facts.terms, tax: { ...tax, policy: { ...tax.policy, mode } } },
  });
  const taxable = cart.shippingAddress === undefined ? undefined : toTaxable(cart, facts, ids);
  if (taxable === undefined) return withMode('none');
  const { input, prepared } = taxable;
  const customerKey = cart.customerId ?? cart.person?.emailHash;
  const external = await calculateTaxes({
    ...{ ...ids, currency: cart.currency, included: tax.policy.included, destination: input.destination },
    ...(customerKey === undefined ? {} : { customerKey }),
    ...(tax.exemption === undefined ? {} : { exemptionReason: tax.exemption.reason }),
    lines: prepared.cart.lines.map(({ lineId, offer, quantity, leftMinor }) => ({
      ...{ lineId, sku: offer.sku, quantity, amountMinor: leftMinor, taxClass: offer.taxClass },
    })),
    shipping: prepared.cart.shipping.map(({ methodId, taxClass, leftMinor }) => ({
      ...{ methodId, amountMinor: leftMinor, taxClass },
    })),
  });
  if (external !== undefined) return { ...facts, terms: { ...facts.terms, tax: { ...tax, external } } };
  if (tax.policy.onOutage === 'platform') return withMode('platform');
  throw new UnavailableError('PRICING_UNAVAILABLE', { cause: new Error('the tax engine did not answer') });
}
