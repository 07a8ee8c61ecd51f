import * as z from 'zod/mini';
import { type Stock, UnavailableError } from '../domain/facts.ts';
import type { Invoke } from './invoke.ts';

type Line = { readonly sku: string; readonly quantity: number };

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
  /** Holds the lines for ten minutes, or changes what the cart holds to them. Throws UnavailableError. */
  readonly reserve: (cart: ReservingCart, lines: readonly Line[]) => Promise<Reserved>;
  /** Changes what the cart holds, if it still holds something, and extends it. */
  readonly change: (cart: ReservingCart, lines: readonly Line[]) => Promise<void>;
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

/** @param functionName name of the function `read-available` of inventory, with its alias */
export function createReadStock(invoke: Invoke, functionName: string): ReadStock {
  return async (reservationId, skus) => {
    if (skus.length === 0) return { available: new Map() };
    try {
      const { items, heldUntil } = answer.parse(await invoke(functionName, { skus, reservationId }));
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
      try {
        return toReserved(await send('ReserveStock', cart, { lines: lines.map(toLine) }));
      } catch (cause) {
        throw new UnavailableError('INVENTORY_UNAVAILABLE', { cause });
      }
    },
    change: async (cart, lines) => void (await send('ChangeReservation', cart, { lines: lines.map(toLine) })),
    extend: async (cart) => void (await send('ExtendReservation', cart)),
    release: async (cart) => void (await send('ReleaseStock', cart)),
  };
}

function toLine({ sku, quantity }: Line): Line {
  return { sku, quantity };
}

function toReserved(replied: z.infer<typeof reply>): Reserved {
  if (replied.outcome === 'accepted') {
    const { expiresAt: until } = replied;
    return until === undefined ? { outcome: 'not-held' } : { outcome: 'held', until };
  }
  const { code, shortages = [] } = replied.rejection;
  return code === 'OUT_OF_STOCK' ? { outcome: 'short', shortages } : { outcome: 'not-held' };
}
