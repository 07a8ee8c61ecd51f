import { ADDRESS, ADDRESS_ID, CREATED_AT, CUSTOMER_ID, EMAIL, PLACED_AT } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import * as routes from './routes.ts';

const params = { addressId: ADDRESS_ID };

const NAMED = { name: ADDRESS.name, phone: ADDRESS.phone };
const defaultShippingAddressId = ADDRESS_ID;
const PROFILE = {
  ...{ id: CUSTOMER_ID, version: 2, email: EMAIL, ...NAMED, defaultShippingAddressId },
  ...{ createdAt: CREATED_AT, updatedAt: PLACED_AT },
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
