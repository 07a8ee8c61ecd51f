import type { StockLevel } from '@tradepost/contracts/inventory/model';
import * as z from 'zod/mini';

export const LOCATION_PREFIX = 'location#';
const ADJUSTMENT_PREFIX = 'adjustment#';

const units = z.int();

/** A stock level as stored. The API's rules are checked on writes, not on reads: they may become stricter. */
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

/** Partition key of a SKU's items: its stock at each location, and its adjustments. */
export function skuKey(ofSku: string) {
  return `sku#${ofSku}`;
}

export function stockKey(ofSku: string, location: string) {
  return { pk: skuKey(ofSku), sk: `${LOCATION_PREFIX}${location}` };
}

export function adjustmentKey(ofSku: string, adjustmentId: string) {
  return { pk: skuKey(ofSku), sk: `${ADJUSTMENT_PREFIX}${adjustmentId}` };
}

/** Key of a reservation's item. */
export function reservationKey(id: string) {
  return { pk: `reservation#${id}`, sk: 'state' };
}

/** An attribute of a stock item that records a take: see `stock-takes.ts`. */
export type Marker = {
  /** The attribute's name. */
  readonly name: string;
  readonly reservationId: string;
  /** Version of the reservation that planned the take. */
  readonly version: number;
  /** Version of the stock from which on the take fails. */
  readonly takeBefore: number;
};

const MARKER = /^(?:taken|closed)#(.+)\/(\d+)$/;

/** Names of the attributes that record a take of a reservation: as done (`taken`), or as prevented (`closed`). */
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

/** Returns whether an item of the table is a stock, by its sort key. */
export function isStock({ sk }: Readonly<Record<string, unknown>>): boolean {
  return typeof sk === 'string' && sk.startsWith(LOCATION_PREFIX);
}

/** Parses the item of a stock. Throws if it does not match `stockItem`. */
export function toLevel(item: unknown): StockLevel {
  const { correlationId: _correlationId, causationId: _causationId, ...level } = stockItem.parse(item);
  return level;
}
