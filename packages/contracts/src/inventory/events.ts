import * as z from 'zod/mini';
import { defineEvent } from '../define-event.ts';
import {
  adjustmentId,
  cartId,
  dispatchId,
  locationId,
  orderId,
  reservationId,
  sku,
} from '../fields/identifiers.ts';
import { timestamp } from '../fields/timestamp.ts';
import { adjustmentReason, allocation, shortage, stockLevel, units } from './model.ts';

const { available, lowStockThreshold } = stockLevel.shape;
const ofCart = {
  cartId: z.optional(cartId).check(z.describe('Cart that the reservation belongs to; absent for an order.')),
};

export const stockAdjusted = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockAdjusted',
  version: 1,
  summary: 'The units on hand of a SKU were adjusted.',
  data: () =>
    z.object({
      adjustmentId,
      sku,
      location: locationId,
      delta: z.int().check(z.describe('Units added (positive) or removed (negative).')),
      reason: adjustmentReason,
      onHand: units.check(z.describe('Units on hand after the adjustment.')),
      available: units.check(z.describe('Available units after the adjustment.')),
    }),
});

export const stockLow = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockLow',
  version: 1,
  summary: 'The available units of a SKU at a location fell to the low-stock threshold or below.',
  data: () =>
    z.object({
      sku,
      location: locationId,
      available,
      lowStockThreshold,
    }),
});

export const stockDepleted = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockDepleted',
  version: 1,
  summary: 'A SKU has no available units left at a location.',
  data: () =>
    z.object({
      sku,
      location: locationId,
      available,
      lowStockThreshold,
    }),
});

export const stockReserved = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReserved',
  version: 1,
  summary: 'All lines of a reservation are held.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      ...ofCart,
      allocations: z.array(allocation).check(z.describe('Allocations that are held.')),
      expiresAt: timestamp.check(
        z.describe('Time at which the units are released unless they were committed. RFC 3339, UTC.'),
      ),
    }),
});

export const reservationChanged = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'ReservationChanged',
  version: 1,
  summary: 'The lines of a reservation of a cart were changed.',
  data: () =>
    z.object({
      reservationId,
      ...ofCart,
      allocations: z.array(allocation).check(z.describe('Allocations that are held from now on.')),
      expiresAt: timestamp.check(z.describe('Time at which the units are released. RFC 3339, UTC.')),
    }),
});

export const reservationTakenOver = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'ReservationTakenOver',
  version: 1,
  summary: 'A reservation of a cart belongs to its order now.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      allocations: z.array(allocation).check(z.describe('Allocations that are held.')),
      expiresAt: timestamp.check(
        z.describe('Time at which the units are released unless they were committed. RFC 3339, UTC.'),
      ),
    }),
});

export const stockReservationRefused = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReservationRefused',
  version: 1,
  summary: 'A reservation was rejected. No stock is held for it.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      code: z.enum(['OUT_OF_STOCK']).check(z.describe('Code of the rejection.')),
      shortages: z.array(shortage).check(z.describe('SKUs without enough available units, up to 20.')),
    }),
});

export const stockCommitted = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockCommitted',
  version: 1,
  summary: 'The units of a reservation are sold, and it no longer expires.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
    }),
});

export const stockDispatched = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockDispatched',
  version: 1,
  summary: 'Sold units left the warehouse: they are neither on hand nor reserved any more.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      dispatchId,
      allocations: z.array(allocation).check(z.describe('Units that were dispatched.')),
      isComplete: z.boolean().check(z.describe('True if no unit of the reservation is left.')),
    }),
});

export const stockReleased = /* @__PURE__ */ defineEvent({
  source: 'tradepost.inventory',
  type: 'StockReleased',
  version: 1,
  summary: 'The units of a reservation can be sold again.',
  data: () =>
    z.object({
      reservationId,
      orderId: z.optional(orderId),
      ...ofCart,
      reason: z.enum(['requested', 'expired']).check(z.describe('Reason of the release.')),
      allocations: z.array(allocation).check(z.describe('Allocations that were held.')),
    }),
});
