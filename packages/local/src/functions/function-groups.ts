import type { DeployedFunction } from '../templates/function-resources.ts';

/** Functions that can share a thread, and the environment that they share. */
export type FunctionGroup = {
  readonly functions: readonly DeployedFunction[];
  readonly environment: Readonly<Record<string, string>>;
};

/**
 * Functions of one thread share `process.env`. Those that give a variable different values go to threads of their own, so
 * that each reads its own.
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
