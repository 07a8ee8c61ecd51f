import type { Scope } from './scopes.ts';

/** Resources on which only people act. */
const FOR_PEOPLE: ReadonlySet<string> = new Set([
  ...[
    'api-keys',
    'audit',
    'customers',
    'dead-letters',
    'identity',
    'invoice-details',
    'ledger',
    'payments',
    'privacy',
    'replays',
  ],
]);

/**
 * Returns true if a machine may have a scope. Money, personal data, repairs, keys and access itself need a person: no route with
 * such a scope admits machines, and nobody can grant it to one.
 */
export function isForMachines(scope: Scope): boolean {
  const [resource = ''] = scope.split(':');
  return !FOR_PEOPLE.has(resource);
}
