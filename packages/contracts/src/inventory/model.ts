import * as z from 'zod/mini';
import { cartId, dispatchId, locationId, orderId, reservationId, sku } from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';
import { quantity } from '../orders/model.ts';

/** Units of one SKU. */
export const units = z.int().check(z.minimum(0), z.maximum(1_000_000_000), z.describe('Units.'));

/** Stock of one SKU at one location. Always `onHand = reserved + available`, and none is negative. */
export const stockLevel = /* @__PURE__ */ z
  .object({
    sku,
    location: locationId,
    onHand: units.check(z.describe('Units on hand.')),
    reserved: units.check(z.describe('Units reserved for orders and carts, or sold and not yet dispatched.')),
    available: units.check(z.describe('Available units.')),
    heldByCarts: z
      .optional(units)
      .check(z.describe('Reserved units that carts hold in their checkout; absent if none ever did.')),
    lowStockThreshold: units.check(
      z.describe('Threshold: StockLow is published when the available units fall to it or below.'),
    ),
    version,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Stock of one SKU at one location.' });

export type StockLevel = z.infer<typeof stockLevel>;

/** One location has at most a billion units; the number of locations is not limited, so this total has no maximum. */
const unitsInAll = z.int().check(z.minimum(0));

/** A component of a bundle, with its stock. */
const componentStock = z.object({
  sku: sku.check(z.describe('SKU of the component.')),
  quantity: z.int().check(z.minimum(1), z.describe('Units of the component in one bundle.')),
  available: unitsInAll.check(z.describe('Available units of the component at all locations.')),
});

/** The stock of one SKU, at all locations. */
export const skuStock = /* @__PURE__ */ z
  .object({
    sku,
    onHand: unitsInAll.check(z.describe('Units on hand at all locations.')),
    reserved: unitsInAll.check(z.describe('Reserved units at all locations.')),
    available: unitsInAll.check(z.describe('Available units at all locations.')),
    locations: z.array(stockLevel).check(z.describe('Stock by location. A bundle has none of its own.')),
    components: z
      .optional(z.array(componentStock))
      .check(
        z.describe(
          'Components of a bundle, of which `available` follows: the bundles that all of them suffice for. Absent if the SKU is no bundle.',
        ),
      ),
  })
  .register(z.globalRegistry, { description: 'Stock of one SKU.' });

export type SkuStock = z.infer<typeof skuStock>;

export const availability = z
  .enum(['in', 'low', 'out'])
  .check(
    z.describe(
      'in: a location has more units than its low-stock threshold; low: there are units, but no location has more than that; out: there is no unit to order. A bundle is low if a component is.',
    ),
  );

export type Availability = z.infer<typeof availability>;

export const adjustmentReason = z
  .enum(['received', 'returned', 'damaged', 'lost', 'found', 'correction', 'counted'])
  .check(z.describe('Reason of the adjustment.'));

/** Ordered units of one SKU. */
export const reservationLine = /* @__PURE__ */ z
  .object({ sku, quantity })
  .register(z.globalRegistry, { description: 'Requested units of one SKU.' });

/** Location from which units of a SKU are reserved. Several lines of one SKU are one allocation. */
export const allocation = /* @__PURE__ */ z
  .object({
    sku,
    location: locationId,
    quantity: units.check(z.minimum(1), z.describe('Held units.')),
  })
  .register(z.globalRegistry, { description: 'Held units of one SKU at one location.' });

export const reservationStatus = z
  .enum(['reserving', 'held', 'committed', 'dispatched', 'releasing', 'released', 'refused'])
  .check(
    z.describe(
      'held: until it expires; committed: sold; dispatched: all units have left the warehouse; released: can be sold again; refused: there was not enough.',
    ),
  );

/** A reservation as the API returns it. */
export const reservation = /* @__PURE__ */ z
  .object({
    id: reservationId,
    heldBy: z
      .enum(['order', 'cart'])
      .check(z.describe('Owner of the reservation: its order, or a cart in its checkout.')),
    orderId: z.optional(orderId),
    cartId: z.optional(cartId),
    status: reservationStatus,
    allocations: z
      .array(allocation)
      .check(z.describe('Allocations that the reservation holds: without what was dispatched.')),
    dispatches: z
      .optional(z.array(z.object({ dispatchId })))
      .check(z.describe('Dispatches of its units; absent if there was none.')),
    expiresAt: z
      .optional(timestamp)
      .check(z.describe('Time at which the reservation expires; absent if it does not. RFC 3339, UTC.')),
    version,
    updatedAt: timestamp,
  })
  .register(z.globalRegistry, { description: 'Stock reservation.' });

/** SKU without enough available units. */
export const shortage = /* @__PURE__ */ z
  .object({
    sku,
    requested: z.int().check(z.describe('Requested units.')),
    available: z.int().check(z.describe('Available units.')),
  })
  .register(z.globalRegistry, { description: 'SKU without enough available units.' });
