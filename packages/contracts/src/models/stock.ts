import * as z from 'zod/mini';
import { locationId, orderId, reservationId, sku } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { quantity } from './order.ts';

/** Units of one SKU. */
export const units = z.int().check(z.minimum(0), z.maximum(1_000_000_000), z.describe('Units.'));

/** The stock of one SKU at one location. Always `onHand = reserved + available`, and none is negative. */
export const stockLevel = z
  .object({
    sku,
    location: locationId,
    onHand: units.check(z.describe('Units that are there.')),
    reserved: units.check(z.describe('Units that are held for orders or sold and not yet dispatched.')),
    available: units.check(z.describe('Units that can be sold.')),
    lowStockThreshold: units.check(z.describe('StockLow is said when available falls to this or below.')),
    version,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'The stock of one SKU at one location.' });

export type StockLevel = z.infer<typeof stockLevel>;

/** One location has at most a billion units; how many locations there are is nobody's rule. */
const unitsInAll = z.int().check(z.minimum(0));

/** The stock of one SKU, at all locations. */
export const skuStock = z
  .object({
    sku,
    onHand: unitsInAll.check(z.describe('Units that are there, at all locations.')),
    reserved: unitsInAll.check(z.describe('Units that are held or sold, at all locations.')),
    available: unitsInAll.check(z.describe('Units that can be sold, at all locations.')),
    locations: z.array(stockLevel).check(z.describe('The stock at each location that keeps it.')),
  })
  .register(z.globalRegistry, { description: 'The stock of one SKU.' });

export type SkuStock = z.infer<typeof skuStock>;

export const adjustmentReason = z
  .enum(['received', 'returned', 'damaged', 'lost', 'found', 'correction', 'counted'])
  .check(z.describe('Why units came or went.'));

/** Units of one SKU that an order asks for. */
export const reservationLine = z
  .object({ sku, quantity })
  .register(z.globalRegistry, { description: 'Units of one SKU that are asked for.' });

/** Where the units of a SKU are taken from. Several lines of one SKU are one allocation. */
export const allocation = z
  .object({
    sku,
    location: locationId,
    quantity: units.check(z.minimum(1), z.describe('Units that are held.')),
  })
  .register(z.globalRegistry, { description: 'Units of one SKU that are held at one location.' });

export type Allocation = z.infer<typeof allocation>;

export const reservationStatus = z
  .enum(['reserving', 'held', 'committed', 'releasing', 'released', 'refused'])
  .check(
    z.describe(
      'held: until it expires; committed: sold; released: can be sold again; refused: there was not enough.',
    ),
  );

/** A reservation as the API shows it. */
export const reservation = z
  .object({
    id: reservationId,
    orderId: z.optional(orderId),
    status: reservationStatus,
    allocations: z.array(allocation).check(z.describe('What it holds at this moment.')),
    expiresAt: z.optional(timestamp).check(z.describe('RFC 3339, UTC. Absent where it does not expire.')),
    version,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'A reservation, as it is.' });

export type Reservation = z.infer<typeof reservation>;

/** A SKU of which there is not enough. */
export const shortage = z
  .object({
    sku,
    requested: z.int().check(z.describe('Units that were asked for.')),
    available: z.int().check(z.describe('Units that could be had.')),
  })
  .register(z.globalRegistry, { description: 'A SKU of which there is not enough.' });

/** How many shortages a refusal names: enough to act upon, and never too much for a message. */
export const MAX_SHORTAGES = 20;
