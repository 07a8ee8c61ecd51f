import { MACHINES, ROLES } from '../access/roles.ts';
import { CONFIRMED_AT, CORRELATION_ID } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import type { GroupAccess, MachineAccess, PersonAccess } from './model.ts';
import * as routes from './routes.ts';

const PERSON_ID = '7d2c5a0e-4b1f-4c55-9a3e-0f6f2b8c9d10';
const ADMIN_ID = '1b9e4c3a-8d27-4f60-b5c1-6a2e7f9d0c44';
export const CLIENT_ID = '3n4b5urk1ft4fl3mg5e62d9ado';
const REASON = 'Stands in for a colleague until Friday.';
const headers = { 'If-Match': '"0"' };

const FINANCE: GroupAccess = { group: 'finance', scopes: [...ROLES.finance], isDefault: true, version: 0 };
const NO_GROUPS: PersonAccess = { personId: PERSON_ID, groups: [], scopes: [], version: 0 };
const ERP: MachineAccess = {
  ...{ clientId: CLIENT_ID, name: 'erp', isDefault: true, version: 0 },
  ...{ scopes: [...MACHINES.erp.scopes], reach: MACHINES.erp.reach },
};

export const listGroupAccess = exampleFor(routes.listGroupAccess, { answer: { items: [FINANCE] } });

export const getGroupAccess = exampleFor(routes.getGroupAccess, {
  params: { group: 'finance' },
  answer: FINANCE,
});

export const setGroupAccess = exampleFor(routes.setGroupAccess, {
  params: { group: 'finance' },
  headers,
  body: { scopes: [...ROLES.finance, 'timeline:read'], reason: 'Finance explains late captures.' },
  answer: { ...FINANCE, scopes: [...ROLES.finance, 'timeline:read'], isDefault: false, version: 1 },
});

export const getPersonAccess = exampleFor(routes.getPersonAccess, {
  params: { personId: PERSON_ID },
  answer: NO_GROUPS,
});

export const setPersonAccess = exampleFor(routes.setPersonAccess, {
  params: { personId: PERSON_ID },
  headers,
  body: { groups: ['warehouse'], reason: REASON },
  answer: { ...NO_GROUPS, groups: ['warehouse'], scopes: [...ROLES.warehouse], version: 1 },
});

export const withdrawPersonAccess = exampleFor(routes.withdrawPersonAccess, {
  params: { personId: PERSON_ID },
  headers: { 'If-Match': '"1"' },
  answer: { ...NO_GROUPS, version: 2 },
});

export const getMachineAccess = exampleFor(routes.getMachineAccess, {
  params: { clientId: CLIENT_ID },
  answer: ERP,
});

export const setMachineAccess = exampleFor(routes.setMachineAccess, {
  params: { clientId: CLIENT_ID },
  headers,
  body: {
    scopes: ['inventory:read'],
    reach: 'own',
    reason: 'The ERP only reads until its counts are right.',
  },
  answer: { ...ERP, scopes: ['inventory:read'], isDefault: false, version: 1 },
});

export const withdrawMachineAccess = exampleFor(routes.withdrawMachineAccess, {
  params: { clientId: CLIENT_ID },
  headers: { 'If-Match': '"1"' },
  answer: { ...ERP, version: 2 },
});

export const listAccessChanges = exampleFor(routes.listAccessChanges, {
  query: { personId: PERSON_ID },
  answer: {
    items: [
      {
        id: '01JD3XK8WQ4N6T2B9V5M7R0C1E',
        at: CONFIRMED_AT,
        by: ADMIN_ID,
        correlationId: CORRELATION_ID,
        reason: REASON,
        version: 1,
        before: {},
        after: { groups: ['warehouse'] },
      },
    ],
  },
});
