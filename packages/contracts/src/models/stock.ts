import * as z from 'zod/mini';
import { locationId, orderId, reservationId, sku } from '../fields/identifiers.ts';
import { timestamp } from '../fields/text.ts';
import { quantity } from './order.ts';

const units = z.int().check(z.minimum(0), z.maximum(1_000_000_000));

/** The stock of one SKU at one location. Always `onHand = reserved + available`, and none is negative. */
export const stockLevel = z.object({
  sku,
  location: locationId,
  onHand: units.check(z.describe('Units that are there.')),
  reserved: units.check(z.describe('Units that are held for orders or sold and not yet dispatched.')),
  available: units.check(z.describe('Units that can be sold.')),
  lowStockThreshold: units.check(z.describe('StockLow is said when available falls to this or below.')),
  version: z.int(),
  updatedAt: timestamp,
});

export type StockLevel = z.infer<typeof stockLevel>;

/** The stock of one SKU, at all locations. */
export const skuStock = z.object({
  sku,
  onHand: units,
  reserved: units,
  available: units,
  locations: z.array(stockLevel),
});

export type SkuStock = z.infer<typeof skuStock>;

export const adjustmentReason = z.enum([
  'received',
  'returned',
  'damaged',
  'lost',
  'found',
  'correction',
  'counted',
]);

/** Units of one SKU that an order asks for. */
export const reservationLine = z.object({ sku, quantity });

/** Where the units of a SKU are taken from. Several lines of one SKU are one allocation. */
export const allocation = z.object({ sku, location: locationId, quantity: units.check(z.minimum(1)) });

export type Allocation = z.infer<typeof allocation>;

export const reservationStatus = z.enum([
  'reserving',
  'held',
  'committed',
  'releasing',
  'released',
  'refused',
]);

/** A reservation as the API shows it. */
export const reservation = z.object({
  id: reservationId,
  orderId: z.optional(orderId),
  status: reservationStatus,
  allocations: z.array(allocation),
  expiresAt: z.optional(timestamp),
  version: z.int(),
  updatedAt: timestamp,
});

export type Reservation = z.infer<typeof reservation>;

/** A SKU of which there is not enough. */
export const shortage = z.object({ sku, requested: z.int(), available: z.int() });

/** How many shortages a refusal names: enough to act upon, and never too much for a message. */
export const MAX_SHORTAGES = 20;
