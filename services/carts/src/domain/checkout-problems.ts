import type { Quote } from '@tradepost/quote/quote';
import type { CartState } from './cart-shapes.ts';
import { isExpired } from './check-out.ts';
import { blocking, type Problem } from './problem.ts';

/** The problems of a quote that was shown: it has expired, or the cart costs something else now. */
export function checkShownQuote(cart: CartState, now: Quote | undefined, at: string): readonly Problem[] {
  if (cart.status !== 'checkingOut') return [];
  const { quote } = cart.checkout;
  if (isExpired(quote, at)) return [blocking('QUOTE_EXPIRED')];
  if (now === undefined || now.fingerprint === quote.fingerprint) return [];
  return [blocking('QUOTE_CHANGED', { before: quote.totals, after: now.totals })];
}
