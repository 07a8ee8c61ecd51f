import type { Product } from './catalog/model.ts';
import type { StockLevel } from './inventory/model.ts';
import type { Order } from './orders/model.ts';

/** All examples are of one order: Ada Lovelace orders two blue mugs at £8.50 each. */
const ULID = '01JD3XK8WQ4N6T2B9V5M7R0C1E';

export const PRODUCT_ID = `prd_${ULID}`;
export const ORDER_ID = `ord_${ULID}`;
export const PAYMENT_ID = `pay_${ULID}`;
export const RESERVATION_ID = `res_${ULID}`;
export const ADJUSTMENT_ID = `adj_${ULID}`;
export const OTHER_ADJUSTMENT_ID = `adj_${ULID.slice(0, -1)}F`;
export const API_KEY_ID = `key_${ULID}`;
export const OTHER_API_KEY_ID = `key_${ULID.slice(0, -1)}F`;
export const ADDRESS_ID = `adr_${ULID}`;
export const PRIVACY_REQUEST_ID = `prq_${ULID}`;
export const OTHER_PRIVACY_REQUEST_ID = `prq_${ULID.slice(0, -1)}F`;
export const CORRELATION_ID = `cor_${ULID}`;

export const SKU = 'MUG-BLUE';
export const PRICE = { amountMinor: 850, currency: 'GBP' };
export const TOTAL = { amountMinor: 1_700, currency: 'GBP' };

export const CREATED_AT = '2026-03-01T08:00:00.000Z';
export const PLACED_AT = '2026-03-01T09:00:00.000Z';
export const CONFIRMED_AT = '2026-03-01T09:00:00.700Z';
export const CANCELLED_AT = '2026-03-01T10:12:00.000Z';

export const PRODUCT_DETAILS = {
  title: 'Enamel mug',
  slug: 'enamel-mug',
  description: 'Holds 350 ml and takes a knock. Dishwasher safe.',
  categories: ['kitchen'],
  attributes: { material: 'enamel' },
  texts: { de: { title: 'Emaillebecher' } },
  options: [{ name: 'colour', values: ['blue'] }],
  metadata: { season: 'all-year' },
  variants: [
    {
      sku: SKU,
      title: 'Enamel mug, blue',
      options: { colour: 'blue' },
      prices: { GBP: 850, EUR: 990 },
      weightGrams: 190,
    },
  ],
} satisfies Partial<Product> & { variants: [object] };

export const PRODUCT: Product = {
  id: PRODUCT_ID,
  status: 'active',
  version: 0,
  ...PRODUCT_DETAILS,
  variantCount: 1,
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
};

export const EMAIL = 'ada@example.com';
export const ADDRESS = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
  phone: '+44 20 7946 0958',
};
/** The seals are no seals of ADDRESS and EMAIL, but have their form. */
export const SEALED = { contact: 's1..c2VhbGVkIGNvbnRhY3Q', invoice: 's1..c2VhbGVkIGFkZHJlc3M' };
export const SUBJECT_ID = 'sub_6R1W4Z7C0F3J6M9P2S5V8Y1B4E';

/** Amounts of an order without shipping, discounts and taxes. */
export const AMOUNTS = {
  taxIncluded: true,
  shipping: [],
  discounts: [],
  taxes: [],
  totals: {
    linesMinor: 1_700,
    shippingMinor: 0,
    discountMinor: 0,
    taxMinor: 0,
    totalMinor: 1_700,
    creditMinor: 0,
    dueMinor: 1_700,
  },
};

export const PLACED_ORDER: Order = {
  id: ORDER_ID,
  status: 'placed',
  version: 0,
  customerId: 'auth0|5f7c8ec7c33c6c004bbafe82',
  email: EMAIL,
  shippingAddress: ADDRESS,
  orderNumber: '100017',
  currency: 'GBP',
  lines: [
    {
      sku: SKU,
      title: 'Enamel mug, blue',
      quantity: 2,
      unitPrice: PRICE,
      lineId: '1',
      discounts: [],
      taxes: [],
      totalMinor: 1_700,
    },
  ],
  ...AMOUNTS,
  total: TOTAL,
  reference: 'PO-1815',
  reservationId: RESERVATION_ID,
  paymentId: PAYMENT_ID,
  placedBy: { kind: 'machine', id: '4q7h3v9c2m8k1n6b5x0z' },
  placedAt: PLACED_AT,
  updatedAt: PLACED_AT,
};

/** Id of the signed-in customer, as the access token has it. */
export const CUSTOMER_ID = 'cus_2M5T8X1B4E7H0K3N6Q9S2V5Y8Z';

export const CONFIRMED_ORDER: Order = {
  ...PLACED_ORDER,
  status: 'confirmed',
  version: 1,
  confirmedAt: CONFIRMED_AT,
  updatedAt: CONFIRMED_AT,
};

/** Before the order. */
export const STOCK: StockLevel = {
  sku: SKU,
  location: 'main',
  onHand: 60,
  reserved: 0,
  available: 60,
  lowStockThreshold: 5,
  version: 0,
  updatedAt: CREATED_AT,
};
