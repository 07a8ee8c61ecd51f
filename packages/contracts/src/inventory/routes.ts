import * as z from 'zod/mini';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { adjustmentId, locationId, reservationId, sku } from '../fields/identifiers.ts';
import { listOf } from '../fields/paging.ts';
import { DEFAULT_LOCATION } from './limits.ts';
import { adjustmentReason, availability, reservation, skuStock, stockLevel, units } from './model.ts';

const service = 'inventory';

/** Maximum number of SKUs per request. */
export const MAX_STOCK_SKUS = 100;

export const getStock = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/stock/{sku}',
  summary: 'Get the stock of one SKU at all locations. That of a bundle follows from its components.',
  access: { kind: 'staff', scope: 'inventory:read', machines: true },
  params: () => z.strictObject({ sku }),
  success: { status: 200, body: skuStock },
  problems: ['STOCK_NOT_FOUND'],
});

export const listStock = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/stock',
  summary:
    'List the stock of up to 100 SKUs. A SKU without stock has 0 units. That of a bundle follows from its components.',
  access: { kind: 'staff', scope: 'inventory:read', machines: true },
  query: () =>
    z.strictObject({
      skus: listOf(sku, MAX_STOCK_SKUS).check(z.describe('SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100.')),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        items: z.array(skuStock).check(z.describe('Stock in the order of `skus`.')),
      }),
  },
});

/** Shops ask for it on every page, so a response may be used for some seconds. The reservation of an order decides. */
export const getAvailability = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/availability',
  summary:
    'Get the availability of up to 100 SKUs, without numbers of units. A SKU without stock, known or not, is `out`. A bundle is as its scarcest component. A response may be ten seconds old.',
  access: { kind: 'public' },
  query: () =>
    z.strictObject({
      skus: listOf(sku, MAX_STOCK_SKUS).check(z.describe('SKUs: `skus=A,B` or `skus=A&skus=B`. Up to 100.')),
    }),
  success: {
    status: 200,
    body: () =>
      z.object({
        items: z
          .array(z.object({ sku, availability }))
          .check(z.describe('Availability in the order of `skus`.')),
      }),
  },
  cacheControl: 'public, max-age=10',
  throttle: 'lists',
});

const adjustment = {
  location: z._default(locationId, DEFAULT_LOCATION),
  delta: z.int().check(
    z.minimum(-1_000_000_000),
    z.maximum(1_000_000_000),
    z.refine((delta) => delta !== 0, { error: 'must not be 0' }),
    z.describe('Units added (positive) or removed (negative).'),
  ),
  reason: adjustmentReason,
};

export const adjustStock = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/stock/{sku}/adjustments',
  summary: 'Add units to the stock of a SKU, or remove units, with a reason.',
  access: { kind: 'staff', scope: 'inventory:write', machines: true, stepUp: RECENT_SIGN_IN },
  records: ['StockAdjusted'],
  params: () => z.strictObject({ sku }),
  body: () => z.strictObject(adjustment),
  success: { status: 201, body: () => z.object({ adjustmentId, stock: stockLevel }) },
  idempotencyKey: true,
  problems: ['STOCK_BELOW_RESERVED', 'STOCK_ABOVE_MAXIMUM', 'STOCK_OF_BUNDLE'],
});

/** Like `adjustStock`, with the SKU in the body: the path of an HTTP API cannot contain a SKU with `/`, `%` or `?`. */
export const recordAdjustment = /* @__PURE__ */ defineRoute({
  service,
  method: 'POST',
  path: '/v1/stock/adjustments',
  summary: 'Add units to the stock of any SKU, or remove units: for SKUs that a path cannot carry.',
  access: { kind: 'staff', scope: 'inventory:write', machines: true, stepUp: RECENT_SIGN_IN },
  records: ['StockAdjusted'],
  body: () => z.strictObject({ sku, ...adjustment }),
  success: { status: 201, body: () => z.object({ adjustmentId, stock: stockLevel }) },
  idempotencyKey: true,
  problems: ['STOCK_BELOW_RESERVED', 'STOCK_ABOVE_MAXIMUM', 'STOCK_OF_BUNDLE'],
});

const count = z.strictObject({
  onHand: units.check(z.describe('Units that were counted.')),
  lowStockThreshold: z.optional(stockLevel.shape.lowStockThreshold),
});

export const setStock = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/stock/{sku}/locations/{location}',
  summary: 'Set the counted units at a location. Repeating the call changes nothing.',
  access: { kind: 'staff', scope: 'inventory:write', machines: true, stepUp: RECENT_SIGN_IN },
  records: ['StockCounted'],
  params: () => z.strictObject({ sku, location: locationId }),
  body: count,
  success: { status: 200, body: stockLevel },
  ifMatch: 'optional',
  problems: ['STOCK_BELOW_RESERVED', 'STOCK_OF_BUNDLE'],
});

/** Like the route above, with the SKU in the query: the path of an HTTP API cannot contain a SKU with `/`, `%` or `?`. */
export const setStockLevel = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/stock/levels',
  summary: 'Set the counted units of any SKU at a location: for SKUs that a path cannot carry.',
  access: { kind: 'staff', scope: 'inventory:write', machines: true, stepUp: RECENT_SIGN_IN },
  records: ['StockCounted'],
  query: () => z.strictObject({ sku, location: locationId }),
  body: count,
  success: { status: 200, body: stockLevel },
  ifMatch: 'optional',
  problems: ['STOCK_BELOW_RESERVED', 'STOCK_OF_BUNDLE'],
});

export const getReservation = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/reservations/{reservationId}',
  summary: 'Get a reservation.',
  access: { kind: 'staff', scope: 'inventory:read', machines: true },
  params: () => z.strictObject({ reservationId }),
  success: { status: 200, body: reservation },
  problems: ['RESERVATION_NOT_FOUND'],
});
