import { command } from '@tradepost/command-line/command';
import { repeated, stage } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import { service } from './services.ts';

export const plan = command(
  'plan',
  'Prints what a deployment would change: resources added, changed, replaced and removed, and functions with other code.',
  {
    notes: `Then it checks, with the credentials of the environment, whether the account is ready: Lambda's concurrency, quotas in use,
what an earlier attempt left behind, parameters that the services need, subscribers of alarms, cost allocation tags. It
only reads.`,
    examples: [
      'pnpm stage plan --stage dev --deployed                          all services',
      'pnpm stage plan --stage dev --service orders --package package  a package of pnpm stage package',
    ],
    exitCodes:
      '0; 3 if a stage that retains data would be open or take payments with test tokens, or if the deployment would fail in this account; 4 if data would be lost or left behind; 1 if there can be no plan',
  },
)
  .requiredOption('--stage <name>', 'the stage', stage)
  .option(
    '--service <name>',
    'a service; may be given several times (default: all)',
    repeated(service('--service')),
  )
  .option('--deployed', 'compares with what is deployed')
  .option(
    '--against <folder>',
    "compares with the templates in a folder: SERVICE.json, as --write writes them, or CloudFormation's own; the account is not checked",
  )
  .option('--write <folder>', 'writes the templates there, for a later --against')
  .option('--package <folder>', 'plans this package of pnpm stage package; with one --service')
  .option(
    '--boundary <name>',
    "permissions boundary of the functions' roles: the name of a managed policy, or its ARN",
  )
  .option('--accept-account', 'accepts an account that is not ready', false)
  .option(
    '--accept-simulated-payments',
    'plans the simulated payment provider, also on a stage that retains data',
    false,
  )
  .action(async ({ service: services = [], deployed, against, package: packageDir, ...options }) => {
    if (deployed && against !== undefined)
      throw new UsageError('--against and --deployed exclude each other');
    if (packageDir !== undefined && services.length !== 1)
      throw new UsageError('--package is the package of one service: name it with --service');
    const { printPlan } = await import('./plan/print-plan.ts');
    process.exitCode = await printPlan({
      stage: options.stage,
      services,
      against: against !== undefined ? { dir: against } : deployed ? 'deployed' : 'nothing',
      write: options.write,
      boundary: options.boundary,
      packageDir,
      accepted: { simulatedPayments: options.acceptSimulatedPayments },
      acceptAccount: options.acceptAccount,
    });
  });
