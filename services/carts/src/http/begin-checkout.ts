import { ifVersion } from '@tradepost/aggregate/if-version';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { by } from '@tradepost/lambda/by';
import type { Quote } from '@tradepost/quote/quote';
import type { Reserved, Shortage } from '../adapters/inventory.ts';
import { isOpen } from '../domain/cart.ts';
import { type ChangeRejection, rejectionOf } from '../domain/changeable.ts';
import type { CheckedCart } from '../domain/check-cart.ts';
import { shortLines } from '../domain/check-lines.ts';
import { beginCheckout } from '../domain/check-out.ts';
import { UnavailableError } from '../domain/facts.ts';
import { orderIdOf, reservationIdOf } from '../domain/ids.ts';
import type { PersonalData } from '../domain/personal-data.ts';
import type { Problem } from '../domain/problem.ts';
import { toCart } from '../projections/to-cart.ts';
import { type ChangeDeps, type ChangeRequest, cartNotFound } from './change-cart.ts';
import type { ReachedCart } from './reach-cart.ts';
import { check, openCart } from './show-cart.ts';

/** Attempts of a checkout, of which each meets a change of the cart. */
const MAX_ATTEMPTS = 5;

/**
 * Gives a cart a quote that can be submitted, and holds the stock of its lines, unless it has blocking problems: then it stays open. If carts
 * hold as much of a SKU as they may, the checkout begins without a reservation: the units are there, and the order reserves them.
 */
export async function checkOut(request: ChangeRequest, first: ReachedCart, dependencies: ChangeDeps) {
  const { params, ifMatch, logger, correlationId } = request;
  const { cartId } = params;
  let reached = first;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    if (reached === undefined) return cartNotFound(cartId);
    const { state, version } = reached;
    if (!isOpen(state)) return { rejection: rejectionOf(state) satisfies ChangeRejection };
    if (ifMatch !== undefined && ifMatch !== '*' && !ifMatch.includes(version))
      return { rejection: { code: 'PRECONDITION_FAILED', currentVersion: version } } as const;
    const { personal } = await openCart(state, dependencies);
    let checked: CheckedCart;
    try {
      checked = withoutQuoteProblems(await check(state, personal, dependencies, logger));
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      logger.warn('checkout not begun', error);
      return { rejection: { code: error.code } };
    }
    const { quote } = checked;
    if (quote === undefined || checked.problems.some((each) => each.blocking))
      return { body: toCart({ state, version }, checked, personal), version };
    const ofCart = { cartId, reservationId: reservationIdOf(orderIdOf(state)), version, correlationId };
    let reserved: Reserved;
    try {
      reserved = await dependencies.reservations.reserve(ofCart, quote.lines);
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      logger.warn('checkout not begun', error);
      return { rejection: { code: error.code } };
    }
    if (reserved.outcome === 'short') {
      const short = { ...checked, problems: [...checked.problems, ...toProblems(reserved.shortages, quote)] };
      return { body: toCart({ state, version }, short, personal), version };
    }
    const reservationId = reserved.outcome === 'held' ? ofCart.reservationId : undefined;
    const command = ifVersion([version], beginCheckout(quote, reservationId));
    const result = await dependencies.carts.executeFrom(cartId, reached, command, by(request));
    const held = reserved.outcome === 'held' ? { ...checked, reservedUntil: reserved.until } : checked;
    if (!('rejection' in result)) return shown(result, held, personal);
    const { rejection } = result;
    if (rejection.code !== 'PRECONDITION_FAILED') return { rejection };
    reached = await dependencies.carts.load(cartId);
  }
  throw new ContentionError(`a cart changed in ${MAX_ATTEMPTS} attempts to check it out`);
}

function shown({ state, version }: NonNullable<ReachedCart>, checked: CheckedCart, personal: PersonalData) {
  if (state.status !== 'checkingOut') throw new Error(`the cart is ${state.status} after its checkout began`);
  return { body: toCart({ state, version }, checked, personal), version };
}

/** The lines of the SKUs that the reservation found short. */
function toProblems(shortages: readonly Shortage[], { lines }: Pick<Quote, 'lines'>): readonly Problem[] {
  const short = new Map(shortages.map(({ sku, available }) => [sku, available]));
  return shortLines(lines, (sku) => short.get(sku) ?? Number.MAX_SAFE_INTEGER);
}

const OF_QUOTES: ReadonlySet<string> = new Set(['QUOTE_EXPIRED', 'QUOTE_CHANGED']);

/** The problems but for those of the quote that was shown before. */
export function withoutQuoteProblems(checked: CheckedCart): CheckedCart {
  return { ...checked, problems: checked.problems.filter(({ code }: Problem) => !OF_QUOTES.has(code)) };
}
