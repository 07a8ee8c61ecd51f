import {
  ADDRESS,
  ADDRESS_ID,
  CANCELLED_AT,
  CREATED_AT,
  CUSTOMER_ID,
  EMAIL,
  PLACED_AT,
} from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const params = { addressId: ADDRESS_ID };

const NAMED = { name: ADDRESS.name, phone: ADDRESS.phone };
const defaultShippingAddressId = ADDRESS_ID;
const PROFILE = {
  ...{ id: CUSTOMER_ID, version: 2, email: EMAIL, ...NAMED, defaultShippingAddressId },
  ...{ groups: [], consents: [], createdAt: CREATED_AT, updatedAt: PLACED_AT },
};
const added = { id: ADDRESS_ID, version: 1, ...ADDRESS };
const moved = { ...ADDRESS, line1: '13 St James Square' };

export const addMyAddress = exampleFor(routes.addMyAddress, {
  headers: { 'Idempotency-Key': 'home' },
  body: ADDRESS,
  answer: added,
});

export const updateMe = exampleFor(routes.updateMe, {
  headers: { 'If-Match': '"1"' },
  body: { ...NAMED, defaultShippingAddressId },
  answer: PROFILE,
});

export const getMe = exampleFor(routes.getMe, { answer: PROFILE });

export const listMyAddresses = exampleFor(routes.listMyAddresses, {
  answer: { version: 2, items: [{ ...added, version: 2 }], defaultShippingAddressId },
});

export const getMyAddress = exampleFor(routes.getMyAddress, { params, answer: { ...added, version: 2 } });

export const replaceMyAddress = exampleFor(routes.replaceMyAddress, {
  params,
  headers: { 'If-Match': '"2"' },
  body: moved,
  answer: { id: ADDRESS_ID, version: 3, ...moved },
});

export const removeMyAddress = exampleFor(routes.removeMyAddress, {
  params,
  headers: { 'If-Match': '"3"' },
  answer: { version: 4, items: [] },
});

export const requestMyEmailChange = exampleFor(routes.requestMyEmailChange, {
  body: { email: 'lovelace@example.com' },
  answer: { accepted: true, expiresAt: CANCELLED_AT },
});

export const confirmMyEmailChange = exampleFor(routes.confirmMyEmailChange, {
  body: { code: '181512' },
  answer: { ...PROFILE, version: 6, email: 'lovelace@example.com' },
});

export const claimMyOrders = exampleFor(routes.claimMyOrders, { answer: { accepted: true } });

const CONSENT = {
  ...{ purpose: 'marketing', channel: 'email', granted: true },
  ...{ textVersion: '2026-03', source: 'checkout' },
};

export const recordMyConsent = exampleFor(routes.recordMyConsent, {
  body: CONSENT,
  answer: { ...CONSENT, at: PLACED_AT },
});

export const listMyConsents = exampleFor(routes.listMyConsents, {
  query: { limit: '20' },
  answer: { items: [{ ...CONSENT, at: PLACED_AT }] },
});

const customerId = `cus_${ADDRESS_ID.slice('adr_'.length)}`;
const OF_STAFF = { groups: ['wholesale'], taxIds: [{ type: 'gb_vat', value: 'GB123456789' }] };
const CREATED = {
  ...{ id: customerId, version: 0, email: 'shop@example.com', name: ADDRESS.name, ...OF_STAFF },
  ...{ consents: [], hasAccount: false, addresses: [], createdAt: CREATED_AT, updatedAt: CREATED_AT },
};

export const createCustomer = exampleFor(routes.createCustomer, {
  headers: { 'Idempotency-Key': 'customer-1815' },
  body: { email: CREATED.email, name: CREATED.name, ...OF_STAFF },
  answer: CREATED,
});

export const findCustomers = exampleFor(routes.findCustomers, {
  query: { limit: '20', email: CREATED.email },
  answer: {
    items: [
      {
        ...{ id: customerId, version: 0, hasAccount: false, groups: OF_STAFF.groups },
        ...{ createdAt: CREATED_AT, updatedAt: CREATED_AT },
      },
    ],
  },
});

export const getCustomer = exampleFor(routes.getCustomer, { params: { customerId }, answer: CREATED });

export const updateCustomer = exampleFor(routes.updateCustomer, {
  params: { customerId },
  headers: { 'If-Match': '"0"' },
  body: { ...OF_STAFF, groups: ['wholesale', 'vip'] },
  answer: { ...CREATED, version: 1, groups: ['wholesale', 'vip'], updatedAt: PLACED_AT },
});
