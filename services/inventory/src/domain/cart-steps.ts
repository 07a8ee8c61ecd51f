import type { Command, Decision } from '@tradepost/aggregate/aggregate';
import { allocate, type Line, type Shortage, type StockBySku } from './allocate.ts';
import { cartLimits, stockForCarts } from './cart-share.ts';
import { changeAllocations, hasLines, isWithinTransaction } from './change-allocations.ts';
import type { ReservationEvent, ReservationIn, ReservationState, ReservingCart } from './reservation.ts';
import { addMs, NOTHING_TO_DO, type Step } from './reservation-command.ts';
import {
  continueRelease,
  hold,
  MAX_ALLOCATIONS_PER_STEP,
  startRelease,
  type TooLarge,
  takeBeforeOf,
} from './reservation-steps.ts';

/**
 * Maximum number of allocations of a cart: they are held, changed and taken over in one transaction. A larger cart has no
 * reservation until it is an order.
 */
const MAX_CART_ALLOCATIONS = MAX_ALLOCATIONS_PER_STEP;

/** Bounds on what a cart holds. */
export type CartBounds = {
  /** Time until a reservation expires that is not changed. */
  readonly ttlMs: number;
  /** Time after its creation beyond which it is not extended. */
  readonly maxMs: number;
  /** Maximum share of a stock that carts hold together, in percent. */
  readonly sharePercent: number;
};

/** A version of a cart that holds stock. */
export type CartVersion = Pick<ReservingCart, 'id' | 'version'>;

/** A command of a cart on a reservation that an order has taken over, or that a later version of the cart has changed. */
export type NotOfCart = { readonly code: 'RESERVATION_OF_ORDER' | 'RESERVATION_OUTDATED' };

export type Unavailable =
  | { readonly code: 'OUT_OF_STOCK'; readonly shortages: readonly Shortage[] }
  /** The units are there, and carts may hold no more of them. */
  | { readonly code: 'CART_SHARE_EXHAUSTED'; readonly skus: readonly string[] }
  | TooLarge;

/** States of a reservation that a cart may find. */
type OfCart = ReservationIn<'none' | 'taking' | 'held' | 'released'>;

/** Makes a command of a decision of a cart. A reservation of an order, or of a later version of the cart, is left as it is. */
export const ofCart =
  <Rejection extends { readonly code: string } = never>(
    { version }: CartVersion,
    decide: (reservation: OfCart, at: string) => Decision<ReservationEvent, Rejection>,
  ): Command<ReservationState, ReservationEvent, Rejection | NotOfCart> =>
  (found, { at }) => {
    if (found.status === 'none') return decide(found, at);
    if (found.cart === undefined) return { rejection: { code: 'RESERVATION_OF_ORDER' } };
    if (found.cart.version > version) return { rejection: { code: 'RESERVATION_OUTDATED' } };
    // Another version of this service may have smaller transactions.
    if (found.status === 'releasing') return continueRelease(found);
    return isOfCart(found) ? decide(found, at) : { rejection: { code: 'RESERVATION_OF_ORDER' } };
  };

/** A cart holds its lines in one transaction, so its reservation is never `reserving`; what is sold belongs to an order. */
function isOfCart(found: ReservationState): found is OfCart {
  return found.status === 'taking' || found.status === 'held' || found.status === 'released';
}

type Planned = CartBounds & {
  readonly cart: CartVersion;
  readonly lines: readonly Line[];
  readonly at: string;
  readonly stock: StockBySku | undefined;
};

/** The first step of a reservation of a cart: plans a take of the only allocation, or holds all. Nothing is stored of a rejection. */
export function planForCart({
  cart,
  lines,
  at,
  stock = new Map(),
  ttlMs,
  sharePercent,
}: Planned): Decision<ReservationEvent, Unavailable> {
  const allocated = allocate(lines, stockForCarts(stock, sharePercent));
  if ('shortages' in allocated) return rejectionOf(allocated.shortages, allocate(lines, stock));
  const { allocations } = allocated;
  if (allocations.length > MAX_CART_ALLOCATIONS) return TOO_LARGE;
  const limits = cartLimits(allocations, stock, sharePercent);
  const owner = { cart: { ...cart, since: at }, expiresAt: addMs(at, ttlMs) };
  const [allocation, ...others] = allocations;
  const takeBefore =
    allocation === undefined || others.length > 0 ? undefined : takeBeforeOf(allocation, stock);
  if (allocation !== undefined && takeBefore !== undefined) {
    const [cartLimit] = limits;
    return { events: [{ type: 'TakePlanned', ...owner, allocation, takeBefore, cartLimit }] };
  }
  return {
    events: [
      { type: 'StockAllocated', ...owner, allocations, cartLimits: limits },
      ...hold(allocations.length),
    ],
  };
}

/** Changes what a cart holds to its lines, and extends the reservation. A repeat for the same version changes nothing. */
export function changeHeld(
  { lines, stock = new Map(), ...planned }: Planned,
  held: ReservationIn<'held'>,
): Decision<ReservationEvent, Unavailable> {
  const { sharePercent } = planned;
  if (hasLines(held.allocations, lines)) return extendHeld(planned, held);
  const changed = changeAllocations(held.allocations, lines, stockForCarts(stock, sharePercent));
  if ('shortages' in changed)
    return rejectionOf(changed.shortages, changeAllocations(held.allocations, lines, stock));
  const { allocations, added } = changed;
  if (!isWithinTransaction(held.allocations, allocations)) return TOO_LARGE;
  const limits = cartLimits(added, stock, sharePercent);
  return {
    events: [
      { type: 'LinesAllocated', allocations, cartLimits: limits },
      { type: 'ReservationChanged', ...extension(planned, held) },
    ],
  };
}

/** Extends the reservation of a cart. A repeat for the same version changes nothing. */
export function extendHeld(
  planned: Pick<Planned, 'cart' | 'at' | 'ttlMs' | 'maxMs'>,
  held: ReservationIn<'held'>,
): Step {
  if (held.cart?.version === planned.cart.version) return NOTHING_TO_DO;
  return { events: [{ type: 'ReservationExtended', ...extension(planned, held) }] };
}

/** Releases the units of a cart. A command of an earlier version has no effect after it. */
export function releaseHeld(cart: CartVersion, held: ReservationIn<'held'>, at: string): Step {
  return startRelease({ type: 'StockReleased', reason: 'requested' }, held, { ...cart, since: at });
}

/** The expiry after a change: `ttlMs` later, at most `maxMs` after the creation, and never earlier than before. */
function extension(
  { cart, at, ttlMs, maxMs }: Pick<Planned, 'cart' | 'at' | 'ttlMs' | 'maxMs'>,
  { expiresAt, cart: holder }: ReservationIn<'held'>,
) {
  const since = holder?.since ?? at;
  const boundedMs = Math.min(Date.parse(at) + ttlMs, Date.parse(since) + maxMs);
  const expiresMs = Math.max(boundedMs, Date.parse(expiresAt));
  return { cart: { ...cart, since }, expiresAt: new Date(expiresMs).toISOString() };
}

const TOO_LARGE = {
  rejection: { code: 'RESERVATION_TOO_LARGE', maxAllocations: MAX_CART_ALLOCATIONS },
} as const;

/** Units that no cart may take are short only if they are not there for an order either. */
function rejectionOf(
  ofCarts: readonly Shortage[],
  allocated: { readonly shortages: readonly Shortage[] } | object,
): { readonly rejection: Unavailable } {
  if ('shortages' in allocated)
    return { rejection: { code: 'OUT_OF_STOCK', shortages: allocated.shortages } };
  return { rejection: { code: 'CART_SHARE_EXHAUSTED', skus: ofCarts.map(({ sku }) => sku) } };
}
