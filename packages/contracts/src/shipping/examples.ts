import { CANCELLED_AT, CREATED_AT } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const METHOD_ID = 'shm_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const OFFERED = {
  name: 'Standard',
  description: 'Delivered by Royal Mail.',
  carrier: 'Royal Mail',
  taxClass: 'standard',
  days: { min: 2, max: 4 },
  cutOff: { time: '14:00', timeZone: 'Europe/London' },
};
const RATE = {
  currency: 'GBP',
  minor: 395,
  freeAboveMinor: 5_000,
  tiers: { by: 'weight' as const, steps: [{ from: 5_000, minor: 795 }] },
};
const DETAILS = { ...OFFERED, zones: [{ countries: ['GB'] }], rates: [RATE], displayOrder: 10 };
const METHOD = {
  id: METHOD_ID,
  status: 'active',
  version: 0,
  ...DETAILS,
  createdAt: CREATED_AT,
  updatedAt: CREATED_AT,
} as const;
const ARCHIVED = { ...METHOD, status: 'archived', version: 2, updatedAt: CANCELLED_AT } as const;
const params = { methodId: METHOD_ID };

export const listShippingMethods = exampleFor(routes.listShippingMethods, {
  query: { country: 'GB', postalCode: 'SW1Y 4JH', currency: 'GBP' },
  answer: {
    items: [
      {
        methodId: METHOD_ID,
        ...OFFERED,
        rates: [RATE],
        delivery: { earliest: '2026-03-04', latest: '2026-03-06' },
      },
    ],
  },
});

export const createShippingMethod = exampleFor(routes.createShippingMethod, {
  headers: { 'Idempotency-Key': 'standard-gb' },
  body: DETAILS,
  answer: METHOD,
});

export const listAdminShippingMethods = exampleFor(routes.listAdminShippingMethods, {
  query: { status: 'archived' },
  answer: { items: [ARCHIVED] },
});

export const getShippingMethod = exampleFor(routes.getShippingMethod, { params, answer: METHOD });

export const replaceShippingMethod = exampleFor(routes.replaceShippingMethod, {
  params,
  headers: { 'If-Match': '"0"' },
  body: { ...DETAILS, status: 'paused' },
  answer: { ...METHOD, status: 'paused', version: 1, updatedAt: CANCELLED_AT },
});

export const archiveShippingMethod = exampleFor(routes.archiveShippingMethod, {
  params,
  headers: { 'If-Match': '"1"' },
  answer: ARCHIVED,
});
