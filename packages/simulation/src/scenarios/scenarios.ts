import { hotSku } from './hot-sku.ts';
import { outage } from './outage.ts';
import type { Scenario } from './scenario.ts';

/** The scenarios of `pnpm prove simulate --scenario`. */
export const SCENARIOS: readonly Scenario[] = [outage, hotSku];

/**
 * Finds a scenario.
 *
 * @param name its name, or `undefined` for an ordinary run
 * @returns the scenario, or `undefined` for an ordinary run
 * @throws if there is no scenario of that name
 */
export function scenarioOf(name: string | undefined): Scenario | undefined {
  const scenario = SCENARIOS.find((each) => each.name === name);
  if (scenario === undefined && name !== undefined) throw new Error(`there is no scenario "${name}"`);
  return scenario;
}
