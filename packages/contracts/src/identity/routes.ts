import * as z from 'zod/mini';
import { ROLES } from '../access/roles.ts';
import { SCOPES } from '../access/scopes.ts';
import { RECENT_SIGN_IN } from '../access/step-up.ts';
import { defineRoute } from '../define-route.ts';
import { auditReason } from '../fields/audit-reason.ts';
import { pageOf, paging } from '../fields/paging.ts';
import {
  accessChange,
  groupAccess,
  groupName,
  machineAccess,
  machineId,
  machineReach,
  personAccess,
  personId,
  scopeName,
} from './model.ts';

const service = 'identity';

/** People only. */
const reading = { kind: 'staff', scope: 'identity:read', machines: false } as const;
const writing = { kind: 'staff', scope: 'identity:write', machines: false, stepUp: RECENT_SIGN_IN } as const;

const scopes = z
  .array(scopeName)
  .check(
    z.maxLength(Object.keys(SCOPES).length),
    z.describe('All scopes from now on. Repeated ones count once.'),
  );
const groups = z
  .array(groupName)
  .check(
    z.maxLength(Object.keys(ROLES).length),
    z.describe('All groups from now on, besides those that the user pool has. Repeated ones count once.'),
  );

export const listGroupAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/access/groups',
  summary: 'List the groups of staff with their scopes.',
  access: reading,
  success: {
    status: 200,
    body: () => z.object({ items: z.array(groupAccess).check(z.describe('All groups.')) }),
  },
});

export const getGroupAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/access/groups/{group}',
  summary: 'Get the scopes of a group of staff.',
  access: reading,
  params: () => z.strictObject({ group: groupName }),
  success: { status: 200, body: groupAccess },
});

export const setGroupAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/access/groups/{group}',
  summary: 'Set the scopes of a group of staff. They are in the tokens that are issued afterwards.',
  access: writing,
  records: ['GrantChanged'],
  params: () => z.strictObject({ group: groupName }),
  body: () => z.strictObject({ scopes, reason: auditReason }),
  success: { status: 200, body: groupAccess },
  ifMatch: 'required',
  problems: ['LAST_ADMIN_GRANT', 'FORBIDDEN'],
});

export const getPersonAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/access/people/{personId}',
  summary:
    'Get the groups that an administrator gave to a person. Those of the user pool are not among them.',
  access: reading,
  params: () => z.strictObject({ personId }),
  success: { status: 200, body: personAccess },
});

export const setPersonAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/access/people/{personId}',
  summary: 'Set the groups of a person, besides those of the user pool.',
  access: writing,
  records: ['GrantChanged'],
  params: () => z.strictObject({ personId }),
  body: () => z.strictObject({ groups, reason: auditReason }),
  success: { status: 200, body: personAccess },
  ifMatch: 'required',
  problems: ['OWN_ADMIN_GRANT', 'FORBIDDEN'],
});

export const withdrawPersonAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/access/people/{personId}',
  summary: 'Withdraw all groups from a person, except those of the user pool.',
  access: writing,
  records: ['GrantChanged'],
  params: () => z.strictObject({ personId }),
  success: { status: 200, body: personAccess },
  ifMatch: 'required',
  problems: ['OWN_ADMIN_GRANT', 'FORBIDDEN'],
});

export const getMachineAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/access/machines/{clientId}',
  summary: 'Get the scopes and the reach of a machine.',
  access: reading,
  params: () => z.strictObject({ clientId: machineId }),
  success: { status: 200, body: machineAccess },
});

export const setMachineAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'PUT',
  path: '/v1/access/machines/{clientId}',
  summary: 'Set the scopes and the reach of a machine. They are in the tokens that are issued afterwards.',
  access: writing,
  records: ['GrantChanged'],
  params: () => z.strictObject({ clientId: machineId }),
  body: () => z.strictObject({ scopes, reach: machineReach, reason: auditReason }),
  success: { status: 200, body: machineAccess },
  ifMatch: 'required',
  problems: ['SCOPE_NOT_FOR_MACHINES', 'FORBIDDEN'],
});

export const withdrawMachineAccess = /* @__PURE__ */ defineRoute({
  service,
  method: 'DELETE',
  path: '/v1/access/machines/{clientId}',
  summary:
    'Withdraw what an administrator granted to a machine. A machine that Tradepost declares has its default again, any other has no scope.',
  access: writing,
  records: ['GrantChanged'],
  params: () => z.strictObject({ clientId: machineId }),
  success: { status: 200, body: machineAccess },
  ifMatch: 'required',
  problems: ['FORBIDDEN'],
});

export const listAccessChanges = /* @__PURE__ */ defineRoute({
  service,
  method: 'GET',
  path: '/v1/access/changes',
  summary: 'List the changes of the access of a group, a person or a machine, oldest first.',
  access: reading,
  query: () =>
    z
      .strictObject({
        ...paging,
        group: z.optional(groupName),
        personId: z.optional(personId),
        clientId: z.optional(machineId),
      })
      .check(
        z.refine(
          ({ group, personId: person, clientId }) =>
            [group, person, clientId].filter((each) => each !== undefined).length === 1,
          { error: 'must name one of group, personId and clientId' },
        ),
      ),
  success: { status: 200, body: () => pageOf(accessChange) },
  problems: ['INVALID_CURSOR'],
});
