import * as z from 'zod/mini';
import { defineRoute } from '../define-route.ts';
import { adjustmentId, DEFAULT_LOCATION, locationId, reservationId, sku } from '../fields/identifiers.ts';
import { commaSeparated } from '../fields/paging.ts';
import { adjustmentReason, reservation, skuStock, stockLevel, units } from '../models/stock.ts';

const service = 'inventory';

/** How many SKUs one call may read. */
export const MAX_STOCK_SKUS = 100;

export const getStock = defineRoute({
  service,
  method: 'GET',
  path: '/v1/stock/{sku}',
  summary: 'The stock of one SKU, at all locations.',
  access: { kind: 'staff', scope: 'inventory:read' },
  params: z.strictObject({ sku }),
  success: { status: 200, body: skuStock },
  problems: ['STOCK_NOT_FOUND'],
});

export const listStock = defineRoute({
  service,
  method: 'GET',
  path: '/v1/stock',
  summary: 'The stock of many SKUs. Up to 100 at once; one that is not kept has no units.',
  access: { kind: 'staff', scope: 'inventory:read' },
  query: z.strictObject({
    skus: commaSeparated(sku, MAX_STOCK_SKUS).check(z.describe('SKUs, set apart by commas.')),
  }),
  success: {
    status: 200,
    body: z.object({
      items: z.array(skuStock).check(z.describe('In the order in which they were asked for.')),
    }),
  },
});

export const adjustStock = defineRoute({
  service,
  method: 'POST',
  path: '/v1/stock/{sku}/adjustments',
  summary: 'Add units to a stock, or take units from it, and say why.',
  access: { kind: 'staff', scope: 'inventory:write' },
  params: z.strictObject({ sku }),
  body: z.strictObject({
    location: z._default(locationId, DEFAULT_LOCATION),
    delta: z.int().check(
      z.minimum(-1_000_000_000),
      z.maximum(1_000_000_000),
      z.refine((delta) => delta !== 0, { error: 'must not be 0' }),
      z.describe('Units that come (positive) or go (negative).'),
    ),
    reason: adjustmentReason,
  }),
  success: { status: 201, body: z.object({ adjustmentId, stock: stockLevel }) },
  idempotencyKey: true,
  problems: ['STOCK_BELOW_RESERVED', 'STOCK_ABOVE_MAXIMUM'],
});

export const setStock = defineRoute({
  service,
  method: 'PUT',
  path: '/v1/stock/{sku}/locations/{location}',
  summary: 'Set what was counted at a location. Setting the same twice is the same as once.',
  access: { kind: 'staff', scope: 'inventory:write' },
  params: z.strictObject({ sku, location: locationId }),
  body: z.strictObject({
    onHand: units.check(z.describe('Units that were counted.')),
    lowStockThreshold: z.optional(stockLevel.shape.lowStockThreshold),
  }),
  success: { status: 200, body: stockLevel },
  ifMatch: 'optional',
  problems: ['STOCK_BELOW_RESERVED'],
});

export const getReservation = defineRoute({
  service,
  method: 'GET',
  path: '/v1/reservations/{reservationId}',
  summary: 'One reservation.',
  access: { kind: 'staff', scope: 'inventory:read' },
  params: z.strictObject({ reservationId }),
  success: { status: 200, body: reservation },
  problems: ['RESERVATION_NOT_FOUND'],
});
