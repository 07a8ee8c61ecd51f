import { loadRegistry } from '@tradepost/contracts/registry';
import { findPersonalData } from './check-personal-data/find-personal-data.ts';
import type { Outcome } from './gate.ts';

/** Checks that each field of a contract that may have personal data is annotated, and that no message has any in clear. */
export async function checkPersonalData(): Promise<Outcome> {
  const registry = await loadRegistry();
  const { events, commands, routes } = registry;
  return {
    findings: findPersonalData(registry),
    checked: `${events.length} events, ${commands.length} commands, ${routes.length} routes`,
  };
}
