import { type ExpandableLine, expandLines } from '@tradepost/quote/expand-lines';
import * as z from 'zod/mini';
import { type Stock, UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';

/** A version of a cart, its reservation, and the message that its commands follow from. */
export type ReservingCart = {
  readonly cartId: string;
  readonly reservationId: string;
  readonly version: number;
  readonly correlationId: string;
};

/** The units that a cart can have of SKUs: those that are available, and those that its reservation holds. */
export type ReadStock = (reservationId: string, skus: readonly string[]) => Promise<Stock>;

/**
 * The stock is held; or a SKU is short; or nothing is held for this cart, which can be ordered all the same: carts hold as much of a
 * SKU as they may, or the cart is too large.
 */
export type Reserved =
  | { readonly outcome: 'held'; readonly until: string }
  | { readonly outcome: 'short'; readonly shortages: readonly Shortage[] }
  | { readonly outcome: 'not-held' };
export type Shortage = { readonly sku: string; readonly available: number };

/** Commands of inventory on the reservation of a cart. Each throws if the outcome is unknown; the reservation expires then. */
export type Reservations = {
  /** Holds the lines for ten minutes, or changes what the cart holds to them: of bundles, their components. Throws UnavailableError. */
  readonly reserve: (cart: ReservingCart, lines: readonly ExpandableLine[]) => Promise<Reserved>;
  /** Changes what the cart holds, if it still holds something, and extends it. */
  readonly change: (cart: ReservingCart, lines: readonly ExpandableLine[]) => Promise<void>;
  readonly extend: (cart: ReservingCart) => Promise<void>;
  readonly release: (cart: ReservingCart) => Promise<void>;
};

const answer = z.object({
  items: z.array(z.object({ sku: z.string(), available: z.int() })),
  heldUntil: z.optional(z.string()),
});

const reply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), expiresAt: z.optional(z.string()) }),
  z.object({
    outcome: z.literal('rejected'),
    rejection: z.looseObject({
      code: z.string(),
      shortages: z.optional(z.array(z.object({ sku: z.string(), available: z.int() }))),
    }),
  }),
]);

/** Maximum number of SKUs per request of the function `read-available`. */
const MAX_SKUS = 1_000;

/** @param functionName name of the function `read-available` of inventory, with its alias */
export function createReadStock(invoke: Invoke, functionName: string): ReadStock {
  return async (reservationId, skus) => {
    if (skus.length === 0) return { available: new Map() };
    const batches = Array.from({ length: Math.ceil(skus.length / MAX_SKUS) }, (_none, index) =>
      skus.slice(index * MAX_SKUS, (index + 1) * MAX_SKUS),
    );
    try {
      const answers = await Promise.all(
        batches.map(async (batch) =>
          answer.parse(await invoke(functionName, { skus: batch, reservationId })),
        ),
      );
      const heldUntil = answers[0]?.heldUntil;
      const items = answers.flatMap((each) => each.items);
      return {
        available: new Map(items.map(({ sku, available }) => [sku, available])),
        ...(heldUntil === undefined ? {} : { heldUntil }),
      };
    } catch (cause) {
      throw new UnavailableError('INVENTORY_UNAVAILABLE', { cause });
    }
  };
}

/** @param functionName name of the function `commands` of inventory, with its alias */
export function createReservations(invoke: Invoke, functionName: string): Reservations {
  const send = async (command: string, cart: ReservingCart, data: object = {}) => {
    const { cartId, reservationId, version, correlationId } = cart;
    const cause = {
      id: `${cartId}/${version}/${command}`,
      source: 'tradepost.carts',
      correlationid: correlationId,
    };
    return reply.parse(
      await invoke(functionName, {
        ...{ command, cause },
        data: { reservationId, cart: { cartId, version }, ...data },
      }),
    );
  };
  return {
    reserve: async (cart, lines) => {
      const expanded = expandLines(lines);
      // A problem of the cart, with which no checkout begins.
      if ('rejection' in expanded) return { outcome: 'not-held' };
      try {
        return toReserved(await send('ReserveStock', cart, expanded));
      } catch (cause) {
        throw new UnavailableError('INVENTORY_UNAVAILABLE', { cause });
      }
    },
    change: async (cart, lines) => {
      const expanded = expandLines(lines);
      if ('rejection' in expanded)
        throw new Error(`the lines of ${cart.cartId} are ${expanded.rejection.code}`);
      await send('ChangeReservation', cart, expanded);
    },
    extend: async (cart) => void (await send('ExtendReservation', cart)),
    release: async (cart) => void (await send('ReleaseStock', cart)),
  };
}

function toReserved(replied: z.infer<typeof reply>): Reserved {
  if (replied.outcome === 'accepted') {
    const { expiresAt: until } = replied;
    return until === undefined ? { outcome: 'not-held' } : { outcome: 'held', until };
  }
  const { code, shortages = [] } = replied.rejection;
  return code === 'OUT_OF_STOCK' ? { outcome: 'short', shortages } : { outcome: 'not-held' };
}
