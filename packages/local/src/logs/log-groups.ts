import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { LogGroups } from './logs-endpoint.ts';

/** Takes the name of a function; returns that of its log group. */
export function logGroupOf(functionName: string): string {
  return `/aws/lambda/${functionName}`;
}

/** Log groups of functions and workflows, with their indexed fields. */
export function logGroupsOf({
  functions,
  stateMachines,
  logGroups,
}: Pick<CloudDescription, 'functions' | 'stateMachines' | 'logGroups'>): LogGroups {
  const ofWorkflows = stateMachines.flatMap(({ logging }) => logging?.logGroupName ?? []);
  const names = [...functions.map(({ functionName }) => logGroupOf(functionName)), ...ofWorkflows];
  const indexed = new Map(logGroups.map(({ name, indexedFields }) => [name, indexedFields]));
  return new Map(names.map((name) => [name, indexed.get(name) ?? []]));
}
