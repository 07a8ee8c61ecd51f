import type { Customer, Person } from './caller.ts';

/**
 * The caller of a request without a token, where the environment variable `OPEN_ACCESS` gives it every scope. The local cloud
 * and the test harnesses set it when they emulate the gateway. `pnpm check config` rejects a template that sets it, and no
 * other code reads it.
 */
export function openCaller<Kind extends 'customer' | 'staff'>(
  kind: Kind,
  nowMs: number,
): (Kind extends 'customer' ? Customer : Person) | undefined;
export function openCaller(kind: 'customer' | 'staff', nowMs: number): Customer | Person | undefined {
  if (process.env['OPEN_ACCESS'] !== 'true') return undefined;
  const signedIn = { issuer: 'open', authenticatedMs: nowMs };
  return kind === 'customer'
    ? { ...signedIn, kind, id: OPEN_CUSTOMER, customerId: OPEN_CUSTOMER }
    : { ...signedIn, kind: 'person', id: 'anonymous', can: () => true };
}

const OPEN_CUSTOMER = 'cus_00000000000000000000000000';
