import type { StockLevel } from '@tradepost/contracts/models/stock';
import * as z from 'zod/mini';

export const LOCATION_PREFIX = 'location#';
const ADJUSTMENT_PREFIX = 'adjustment#';

const units = z.int();

/** A stock level as stored. The API's rules hold when it is written; they may become stricter later. */
export const storedLevel = z.object({
  sku: z.string(),
  location: z.string(),
  onHand: units,
  reserved: units,
  available: units,
  lowStockThreshold: units,
  version: units,
  updatedAt: z.string(),
});

/** The item of a stock level, with the ids of its last change. */
export const stockItem = z.object({
  ...storedLevel.shape,
  correlationId: z.string(),
  causationId: z.optional(z.string()),
});

export type StockItem = z.infer<typeof stockItem>;

/** The items of a SKU: its stock at each location, and what changed it other than by orders. */
export function skuKey(ofSku: string) {
  return `sku#${ofSku}`;
}

export function stockKey(ofSku: string, location: string) {
  return { pk: skuKey(ofSku), sk: `${LOCATION_PREFIX}${location}` };
}

export function adjustmentKey(ofSku: string, adjustmentId: string) {
  return { pk: skuKey(ofSku), sk: `${ADJUSTMENT_PREFIX}${adjustmentId}` };
}

/** A reservation, in the table of the stock that it holds. */
export function reservationKey(id: string) {
  return { pk: `reservation#${id}`, sk: 'state' };
}

/** A take's trace in the stock: see `stock-takes.ts`. */
export type Marker = {
  /** The attribute's name. */
  readonly name: string;
  readonly reservationId: string;
  /** Of the reservation, as it was planned. */
  readonly version: number;
  /** The stock's version from which on the take cannot happen any more. */
  readonly takeBefore: number;
};

const MARKER = /^(?:taken|closed)#(.+)\/(\d+)$/;

/** The attributes of a stock that record a take of a reservation: that it happened, and that it never will. */
export function markerNames(reservationId: string, version: number) {
  const plan = `${reservationId}/${version}`;
  return { taken: `taken#${plan}`, closed: `closed#${plan}` };
}

/** The markers in a stock's item. */
export function markersOf(item: Readonly<Record<string, unknown>>): readonly Marker[] {
  return Object.entries(item).flatMap(([name, takeBefore]) => {
    const [, reservationId, version] = MARKER.exec(name) ?? [];
    if (reservationId === undefined) return [];
    return [{ name, reservationId, version: Number(version), takeBefore: Number(takeBefore) }];
  });
}

/** Whether an item of the table is a stock, by its sort key. */
export function isStock({ sk }: Readonly<Record<string, unknown>>): boolean {
  return typeof sk === 'string' && sk.startsWith(LOCATION_PREFIX);
}

/** Parses a stock's item; throws where it does not have the form that this version knows. */
export function toLevel(item: unknown): StockLevel {
  const { correlationId: _correlationId, causationId: _causationId, ...level } = stockItem.parse(item);
  return level;
}
