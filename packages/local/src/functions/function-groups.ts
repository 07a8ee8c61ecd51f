import type { DeployedFunction } from '@tradepost/compiled-service/templates/function-resources';

/** Functions that can share a thread, with their merged environment. */
export type FunctionGroup = {
  readonly functions: readonly DeployedFunction[];
  readonly environment: Readonly<Record<string, string>>;
};

/**
 * Groups functions by thread. Functions in one thread share `process.env`, so functions with different values for the same
 * variable go to separate threads.
 */
export function groupByEnvironment(functions: readonly DeployedFunction[]): readonly FunctionGroup[] {
  const groups: { functions: DeployedFunction[]; environment: Record<string, string> }[] = [];
  for (const each of functions) {
    const group = groups.find(({ environment }) => agree(environment, each.environment));
    if (group === undefined) groups.push({ functions: [each], environment: { ...each.environment } });
    else {
      group.functions.push(each);
      Object.assign(group.environment, each.environment);
    }
  }
  return groups;
}

function agree(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  return Object.entries(other).every(([name, value]) => one[name] === undefined || one[name] === value);
}
