import * as z from 'zod/mini';
import { ROLES, type Role } from '../access/roles.ts';
import { SCOPES, type Scope } from '../access/scopes.ts';
import { notPersonal, personal } from '../fields/personal-data.ts';
import { timestamp } from '../fields/timestamp.ts';
import { version } from '../fields/version.ts';

/** Name of a group of staff. */
export const groupName = /* @__PURE__ */ z
  .enum(Object.keys(ROLES) as [Role, ...Role[]])
  .register(z.globalRegistry, { description: 'Group of staff.' });

/** Name of a scope, without the prefix that it has in tokens. */
export const scopeName = /* @__PURE__ */ z
  .enum(Object.keys(SCOPES) as [Scope, ...Scope[]])
  .register(z.globalRegistry, { description: 'OAuth scope, as the routes name it.' });

/** A scope in a response. Not an enumeration: each new service adds scopes. */
export const grantedScope = /* @__PURE__ */ z
  .string()
  .check(notPersonal('name of a scope'))
  .register(z.globalRegistry, {
    description: 'OAuth scope, as the routes name it. More are added over time.',
  });

/** The claim `sub` of a person's tokens. Cognito makes a UUID. */
export const personId = /* @__PURE__ */ z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, 'must be the subject (sub) of a token of the person'),
    personal('pseudonym'),
  )
  .register(z.globalRegistry, { description: 'Subject (`sub`) of the person in the user pool of staff.' });

/** The claim `client_id` of a machine's tokens. */
export const machineId = /* @__PURE__ */ z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9_+-]{0,127}$/, 'must be the client id of the machine'))
  .register(z.globalRegistry, { description: 'Client id of the machine in the user pool of staff.' });

export const machineReach = /* @__PURE__ */ z.enum(['own', 'all']).register(z.globalRegistry, {
  description: 'own: the machine reaches the orders that it placed; all: it reaches all orders.',
});

const isDefault = z
  .boolean()
  .check(z.describe('True if this is the default, which no administrator has replaced.'));

/** Scopes of a group. */
export const groupAccess = /* @__PURE__ */ z
  .object({
    group: groupName,
    scopes: z.array(grantedScope).check(z.describe('Scopes of the people in the group.')),
    isDefault,
    version,
  })
  .register(z.globalRegistry, { description: 'Scopes of a group of staff.' });

/** The groups that an administrator added to a person. */
export const personAccess = /* @__PURE__ */ z
  .object({
    personId,
    groups: z
      .array(groupName)
      .check(z.describe('Groups of the person, besides those that the user pool has.')),
    scopes: z.array(grantedScope).check(z.describe('Scopes that these groups give now.')),
    version,
  })
  .register(z.globalRegistry, { description: 'Groups that an administrator gave to a person.' });

/** Scopes and reach of a machine. */
export const machineAccess = /* @__PURE__ */ z
  .object({
    clientId: machineId,
    name: z
      .optional(z.string())
      .check(
        z.describe('Name of a machine that Tradepost declares; absent for other clients.'),
        notPersonal('name of a machine'),
      ),
    scopes: z.array(grantedScope).check(z.describe('Scopes of the machine.')),
    reach: machineReach,
    isDefault,
    version,
  })
  .register(z.globalRegistry, { description: 'Scopes and reach of a machine.' });

const content = z.object({
  scopes: z.optional(z.array(grantedScope)).check(z.describe('Scopes of the group or the machine.')),
  groups: z
    .optional(z.array(z.string().check(notPersonal('name of a group'))))
    .check(z.describe('Groups of the person.')),
  reach: z.optional(machineReach),
});

/** A change of a grant, as the audit log has it. */
export const accessChange = /* @__PURE__ */ z
  .object({
    id: z.string().check(z.describe('Id of the audit entry.'), notPersonal('id of an audit entry')),
    at: timestamp.check(z.describe('Time of the change.')),
    by: z.string().check(z.describe('Subject of the administrator.'), personal('pseudonym')),
    correlationId: z
      .string()
      .check(z.describe('Correlation id of the request.'), notPersonal('id of a request')),
    reason: z
      .optional(z.string())
      .check(
        z.describe('Reason that the administrator gave.'),
        notPersonal('written by staff, about an act'),
      ),
    version,
    before: content.check(z.describe('The grant before the change; empty for the default.')),
    after: content.check(z.describe('The grant after the change; empty for the default.')),
  })
  .register(z.globalRegistry, { description: 'A change of the access of a group, a person or a machine.' });

export type GroupAccess = z.infer<typeof groupAccess>;
export type PersonAccess = z.infer<typeof personAccess>;
export type MachineAccess = z.infer<typeof machineAccess>;
export type AccessChange = z.infer<typeof accessChange>;
