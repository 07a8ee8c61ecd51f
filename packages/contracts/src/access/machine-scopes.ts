import type { Scope } from './scopes.ts';

/** Resources that only people act on. */
const OF_PEOPLE: ReadonlySet<string> = new Set(['audit', 'dead-letters', 'identity', 'privacy', 'replays']);
/** Further scopes that only people have. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['payments:refund']);

/** Returns true if a machine may have a scope. Money back, personal data, repairs and access itself need a person. */
export function isForMachines(scope: Scope): boolean {
  const [resource = ''] = scope.split(':');
  return !OF_PEOPLE.has(resource) && !FOR_PEOPLE.has(scope);
}
