import {
  ADJUSTMENT_ID,
  CONFIRMED_AT,
  ORDER_ID,
  OTHER_ADJUSTMENT_ID,
  RESERVATION_ID,
  SKU,
  STOCK,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const reserved = { ...STOCK, reserved: 2, available: 58, version: 1, updatedAt: CONFIRMED_AT };
const { onHand, available } = reserved;
const skuStock = { sku: SKU, onHand, reserved: 2, available, locations: [reserved] };

export const setStock = exampleFor(routes.setStock, {
  params: { sku: SKU, location: 'main' },
  body: { onHand: 60, lowStockThreshold: 5 },
  answer: STOCK,
});

export const adjustStock = exampleFor(routes.adjustStock, {
  params: { sku: SKU },
  headers: { 'Idempotency-Key': 'delivery-note-4711' },
  body: { location: 'main', delta: 40, reason: 'received' },
  answer: {
    adjustmentId: ADJUSTMENT_ID,
    stock: { ...reserved, onHand: 100, available: 98, version: 2 },
  },
});

const other = { ...STOCK, sku: 'MUSIC/CD/123' };

export const setStockLevel = exampleFor(routes.setStockLevel, {
  query: { sku: other.sku, location: 'main' },
  body: { onHand: 60, lowStockThreshold: 5 },
  answer: other,
});

export const recordAdjustment = exampleFor(routes.recordAdjustment, {
  headers: { 'Idempotency-Key': 'delivery-note-4712' },
  body: { sku: other.sku, location: 'main', delta: 40, reason: 'received' },
  answer: {
    adjustmentId: OTHER_ADJUSTMENT_ID,
    stock: { ...other, onHand: 100, available: 100, version: 1 },
  },
});

export const getStock = exampleFor(routes.getStock, { params: { sku: SKU }, answer: skuStock });

export const listStock = exampleFor(routes.listStock, {
  query: { skus: [SKU] },
  answer: { items: [skuStock] },
});

export const getAvailability = exampleFor(routes.getAvailability, {
  query: { skus: [SKU, 'MUG-GREEN'] },
  answer: {
    items: [
      { sku: SKU, availability: 'in' },
      { sku: 'MUG-GREEN', availability: 'out' },
    ],
  },
});

export const getReservation = exampleFor(routes.getReservation, {
  params: { reservationId: RESERVATION_ID },
  answer: {
    id: RESERVATION_ID,
    heldBy: 'order',
    orderId: ORDER_ID,
    status: 'committed',
    allocations: [{ sku: SKU, location: 'main', quantity: 2 }],
    version: 2,
    updatedAt: CONFIRMED_AT,
  },
});
