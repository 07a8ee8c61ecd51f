import { loadRegistry } from '@tradepost/contracts/registry';
import { ANNOTATED_ROUTES, findPersonalData } from './check-personal-data/find-personal-data.ts';
import type { Outcome } from './gate.ts';

/** Checks that no message has personal data in clear, and that each free text is annotated. */
export async function checkPersonalData(): Promise<Outcome> {
  const registry = await loadRegistry();
  const { events, commands } = registry;
  return {
    findings: findPersonalData(registry),
    checked: `${events.length} events, ${commands.length} commands, routes of ${ANNOTATED_ROUTES.join(', ')}`,
  };
}
