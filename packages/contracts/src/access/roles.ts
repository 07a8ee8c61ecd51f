import type { Scope } from './scopes.ts';

/**
 * The groups of the staff pool and the scopes that each has by default. An administrator can change the scopes of a group
 * with the API of the identity service. No group has `orders:price`: an administrator grants it where prices are negotiated.
 */
export const ROLES = {
  support: [
    'orders:read',
    'orders:write',
    'orders:cancel',
    'customers:read',
    'customers:write',
    'payments:read',
    'catalog:drafts',
    'inventory:read',
    'pricing:read',
    'shipping:read',
    'timeline:read',
    'privacy:read',
    'privacy:write',
  ],
  merchandiser: [
    'catalog:write',
    'catalog:drafts',
    'inventory:read',
    'pricing:read',
    'pricing:write',
    'shipping:read',
    'shipping:write',
    'api-keys:read',
  ],
  warehouse: ['inventory:read', 'inventory:write', 'shipping:read'],
  finance: ['orders:read', 'payments:read', 'ledger:read', 'invoice-details:read'],
  operator: [
    'orders:read',
    'payments:read',
    'inventory:read',
    'inventory:write',
    'events:read',
    'timeline:read',
    'dead-letters:read',
    'dead-letters:write',
    'replays:read',
    'replays:write',
  ],
  auditor: [
    'audit:read',
    'orders:read',
    'payments:read',
    'ledger:read',
    'events:read',
    'timeline:read',
    'identity:read',
    'api-keys:read',
    'privacy:read',
  ],
  admin: ['identity:read', 'identity:write', 'api-keys:read', 'api-keys:write'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;

/** Name of a group of the staff pool. */
export type Role = keyof typeof ROLES;

/** Which orders a machine reaches: those that it placed, or all. */
export type Reach = 'own' | 'all';

/**
 * The machines that come with Tradepost, with the scopes and the reach that each has by default. An administrator can change
 * them with the API of the identity service. `services/identity/resources/machines.yml` declares their clients.
 */
export const MACHINES = {
  /** The server of a storefront ("backend for frontend"). */
  bff: { scopes: ['orders:read', 'orders:write', 'orders:cancel', 'inventory:read'], reach: 'own' },
  /** The ERP or warehouse system, which owns the counts of stock. */
  erp: { scopes: ['inventory:read', 'inventory:write'], reach: 'own' },
} as const satisfies Readonly<Record<string, { readonly scopes: readonly Scope[]; readonly reach: Reach }>>;
