import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A table that a service declares. */
export type TableFacts = {
  /** `tradepost-{stage}-orders-views`. */
  readonly name: string;
  /** True if its items are deleted by their time of expiry. */
  readonly expires: boolean;
  /** Days for which the table can be restored to any second. */
  readonly recoveryDays: number;
};

/** The default of `packages/serverless-config/tables.cjs`. */
const DEFAULT_RECOVERY_DAYS = 35;
/** Stages of `packages/serverless-config/stages.yml`, in the order of the columns. */
export const STAGES = ['dev', 'staging', 'prod'] as const;

type Declaration = { readonly ttl?: string; readonly recoveryDays?: number };

/**
 * Returns the tables of a service, from its `resources/tables.yml`.
 *
 * @param root of the repository
 */
export function tablesOf(root: string, service: string): readonly TableFacts[] {
  const file = join(root, 'services', service, 'resources', 'tables.yml');
  if (!existsSync(file)) return [];
  const declared = parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Declaration>>;
  return Object.entries(declared).map(([name, { ttl, recoveryDays = DEFAULT_RECOVERY_DAYS }]) => ({
    name: `tradepost-{stage}-${service}-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    expires: ttl !== undefined,
    recoveryDays,
  }));
}

/** Value of a stage parameter by stage. */
export type ParameterFacts = { readonly name: string; readonly values: readonly string[] };

/**
 * Returns the stage parameters that limit how long data is kept: their names end in `Days` or `RetentionYears`.
 *
 * @param root of the repository
 */
export function retentionParameters(root: string): readonly ParameterFacts[] {
  const file = join(root, 'packages', 'serverless-config', 'stages.yml');
  const stages = parse(readFileSync(file, 'utf8')) as Readonly<
    Record<string, Readonly<Record<string, unknown>>>
  >;
  const names = Object.keys(stages['default'] ?? {}).filter((name) => /(?:Days|RetentionYears)$/.test(name));
  return names.map((name) => ({
    name,
    values: STAGES.map((stage) => String(stages[stage]?.[name] ?? stages['default']?.[name])),
  }));
}
