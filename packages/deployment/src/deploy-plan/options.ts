import { parseArgs } from 'node:util';
import { toStage } from '@tradepost/command-line/to-stage';
import type { Accepted } from './assess-stage.ts';

export type PlanOptions = {
  readonly stage: string;
  /** All if none is named. */
  readonly services: readonly string[];
  /** The base of the comparison: a folder, the deployed templates, or nothing. */
  readonly against: { readonly dir: string } | 'deployed' | 'nothing';
  readonly write: string | undefined;
  readonly boundary: string;
  /** A package of `pnpm deploy:package`, instead of packaging the one service. */
  readonly packageDir: string | undefined;
  readonly accepted: Accepted;
  /** If true, blocking findings of the account check are printed and do not stop the command. */
  readonly acceptAccount: boolean;
};

export const USAGE = `Prints what a deployment would change: resources added, changed, replaced and removed, and functions with other code. Then it
checks, with the credentials of the environment, whether the account is ready: Lambda's concurrency, quotas in use, what an
earlier attempt left behind, parameters that the services need, subscribers of alarms, cost allocation tags. It only reads.

  pnpm deploy:plan --stage NAME [--service NAME …] [--deployed | --against DIR]

  --deployed       compare with what is deployed
  --against DIR    compare with the templates in a folder: SERVICE.json, as --write writes them, or CloudFormation's own.
                   The account is not checked.
  --write DIR      write the templates there, for a later --against
  --package DIR    plan this package of pnpm deploy:package; with one --service
  --boundary NAME  permissions boundary of the functions' roles: the name of a managed policy, or its ARN
  --accept-account accept an account that is not ready
  --accept-open    accept routes without authorizer on a stage that retains data
  --accept-simulated-payments
                   plan the simulated payment provider, also on a stage that retains data

Exit code: 0; 3 if a stage that retains data would be open or take payments with test tokens, or if the deployment would fail in
this account; 4 if data would be lost or left behind, 1 if there can be no plan, 2 for a wrong command line.`;

/**
 * Parses the command line's arguments.
 *
 * @throws Error that names the wrong argument
 */
export function parsePlanOptions(args: readonly string[]): PlanOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stage: { type: 'string' },
      service: { type: 'string', multiple: true, default: [] },
      against: { type: 'string' },
      deployed: { type: 'boolean', default: false },
      write: { type: 'string' },
      package: { type: 'string' },
      boundary: { type: 'string', default: '' },
      'accept-account': { type: 'boolean', default: false },
      'accept-open': { type: 'boolean', default: false },
      'accept-simulated-payments': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { stage, service: services, against: dir, deployed, write, boundary, package: packageDir } = values;
  if (stage === undefined) throw new Error('--stage is missing');
  if (dir !== undefined && deployed) throw new Error('--against and --deployed exclude each other');
  if (packageDir !== undefined && services.length !== 1)
    throw new Error('--package DIR is the package of one service: name it with --service');
  const against = dir !== undefined ? { dir } : deployed ? 'deployed' : 'nothing';
  const accepted = {
    open: values['accept-open'],
    simulatedPayments: values['accept-simulated-payments'],
  };
  const acceptAccount = values['accept-account'];
  return { stage: toStage(stage), services, against, write, boundary, packageDir, accepted, acceptAccount };
}
