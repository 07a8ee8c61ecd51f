import { resolve } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { repeated, stage } from '@tradepost/command-line/parsers';
import { UsageError } from '@tradepost/command-line/usage-error';
import { inDeploymentOrder, service, serviceNames } from './services.ts';

export const deploy = command('deploy', 'Deploys services to AWS, with the credentials of the environment.', {
  notes: `Before the first service, it checks the account as pnpm stage plan does, and deploys nothing if a deployment would fail. A
stage that retains data is refused if routes have no authorizer, or if payments use test tokens.
.github/deploy-role.yml creates the role and the boundary.`,
  examples: [
    'pnpm stage deploy --all --stage dev         every service, the platform first',
    'pnpm stage deploy catalog orders --stage dev',
  ],
  exitCodes: '0, 3 if the stage or the account is refused, 1 if a deployment fails',
})
  .argument('[service...]', 'names of services', repeated(service('<service>')))
  .requiredOption('--stage <name>', 'the stage', stage)
  .option('--all', 'every service, the platform first')
  .option('--role <arn>', 'role that CloudFormation assumes; without it, CloudFormation has your rights')
  .option(
    '--boundary <name>',
    "permissions boundary of the functions' roles: the name of a managed policy, or its ARN",
  )
  .option('--package <folder>', 'deploys this package of pnpm stage package instead of packaging the service')
  .option(
    '--ignore-alarms',
    'errors of the new version do not stop its deployment: to deploy a repair while what it calls still fails',
  )
  .option('--accept-account', 'deploys even if the account is not ready', false)
  .option(
    '--accept-simulated-payments',
    'deploys the simulated payment provider, whose test tokens pay, also on a stage that retains data',
  )
  .action(async (named = [], { package: packageDir, ...options }) => {
    if (named.length > 0 === (options.all === true))
      throw new UsageError('either names of services or --all are required');
    const services = inDeploymentOrder(options.all ? serviceNames() : named, (name) => name).flat();
    if (packageDir !== undefined && services.length !== 1)
      throw new UsageError('--package is the package of one service: name that service');
    if (packageDir !== undefined && options.ignoreAlarms)
      throw new UsageError('--ignore-alarms is an option of pnpm stage package if there is a --package');
    const { deployServices } = await import('./deploy/deploy-services.ts');
    const { toParams } = await import('./package/params.ts');
    process.exitCode = await deployServices({
      services,
      stage: options.stage,
      params: toParams(options),
      accepted: { simulatedPayments: options.acceptSimulatedPayments === true },
      acceptAccount: options.acceptAccount,
      packageDir: packageDir === undefined ? undefined : resolve(packageDir),
    });
  });
