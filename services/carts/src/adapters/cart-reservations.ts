import type { Loaded } from '@tradepost/aggregate/store';
import type { Cause } from '@tradepost/lambda/by';
import { toError } from '@tradepost/lambda/errors';
import type { Logger } from '@tradepost/lambda/log/logger';
import { isOpen } from '../domain/cart.ts';
import type { CartEvent, CartState } from '../domain/cart-shapes.ts';
import { withComponents } from '../domain/check-lines.ts';
import type { ReadOffers } from './catalog.ts';
import type { Reservations } from './inventory.ts';

type Correlated = Pick<Cause, 'correlationId'>;
type Warns = Pick<Logger, 'warn'>;

export type CartReservations = Pick<Reservations, 'reserve'> & {
  /**
   * Changes what a cart holds in its checkout after a change of the cart: other lines are held, and each change extends the time. If that
   * fails, the cart is changed all the same: its next checkout, or its order, reserves its lines.
   *
   * @param changed the cart after the change, with the events that were written
   */
  readonly keep: (
    changed: Loaded<CartState> & { readonly events: readonly CartEvent[] },
    cause: Correlated,
    logger: Warns,
  ) => Promise<void>;
  /**
   * Releases what a cart held before it was reopened, abandoned, deleted or merged. If that fails, it expires.
   *
   * @param version of the cart after it
   */
  readonly release: (before: CartState, version: number, cause: Correlated, logger: Warns) => Promise<void>;
};

const OF_LINES: ReadonlySet<string> = new Set<CartEvent['type']>([
  'LineAdded',
  'QuantitySet',
  'LineRemoved',
  'CartMergedIn',
]);

/**
 * Creates the reservations of carts on the commands of inventory.
 *
 * @param readOffers for the components of bundles, which a changed cart holds as they are offered now
 */
export function createCartReservations(reservations: Reservations, readOffers: ReadOffers): CartReservations {
  return {
    reserve: reservations.reserve,
    keep: async ({ state, version, events }, { correlationId }, logger) => {
      if (events.length === 0 || !isOpen(state) || state.reservationId === undefined) return;
      const { cartId, reservationId, lines } = state;
      const cart = { cartId, reservationId, version, correlationId };
      await attempt(cartId, logger, async () => {
        if (!events.some(({ type }) => OF_LINES.has(type))) return reservations.extend(cart);
        if (lines.length === 0) return reservations.release(cart);
        const offers = await readOffers(lines.map(({ sku }) => sku));
        return reservations.change(
          cart,
          lines.map((line) => withComponents(line, offers)),
        );
      });
    },
    release: async (before, version, { correlationId }, logger) => {
      if (!isOpen(before) || before.reservationId === undefined) return;
      const { cartId, reservationId } = before;
      const cart = { cartId, reservationId, version, correlationId };
      await attempt(cartId, logger, () => reservations.release(cart));
    },
  };
}

async function attempt(cartId: string, logger: Warns, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (thrown) {
    logger.warn('reservation of a cart not changed', { subject: cartId, error: toError(thrown) });
  }
}
