import { parseArgs } from 'node:util';
import { toStage } from '../terminal/to-stage.ts';
import type { Accepted } from './assess-stage.ts';

export type PlanOptions = {
  readonly stage: string;
  /** All where none is named. */
  readonly services: readonly string[];
  /** What to compare with: a folder, what stands on AWS, or nothing. */
  readonly against: { readonly dir: string } | 'deployed' | 'nothing';
  readonly write: string | undefined;
  readonly boundary: string;
  readonly accepted: Accepted;
};

export const USAGE = `Prints what a deployment would change: resources added, changed, replaced and removed, and functions with other code.

  pnpm deploy:plan --stage NAME [--service NAME …] [--deployed | --against DIR]

  --deployed       compare with what stands on AWS, with the credentials of the environment
  --against DIR    compare with the templates in a folder: SERVICE.json, as --write writes them, or CloudFormation's own
  --write DIR      write the templates there, for a later --against
  --boundary ARN   the permissions boundary that it is deployed with
  --accept-open    accept routes without authorizer on a stage that retains data
  --accept-simulated-payments
                   plan the simulated payment provider, also on a stage that retains data

Exit code: 0; 3 if a stage that retains data would be open or take payments with test tokens, 4 if data would be lost or left
behind, 1 if there can be no plan, 2 for a wrong command line.`;

/**
 * Takes the command line's arguments; returns what they ask for, or `help`.
 *
 * @throws Error in plain words
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
      boundary: { type: 'string', default: '' },
      'accept-open': { type: 'boolean', default: false },
      'accept-simulated-payments': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const { stage, service: services, against: dir, deployed, write, boundary } = values;
  if (stage === undefined) throw new Error('name a stage: --stage prod');
  if (dir !== undefined && deployed) throw new Error('--against and --deployed: one of them');
  const against = dir !== undefined ? { dir } : deployed ? 'deployed' : 'nothing';
  const accepted = {
    open: values['accept-open'],
    simulatedPayments: values['accept-simulated-payments'],
  };
  return { stage: toStage(stage), services, against, write, boundary, accepted };
}
