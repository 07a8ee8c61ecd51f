import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toStage } from '@tradepost/command-line/to-stage';
import {
  findServices,
  frameworkOf,
  packageService,
} from '@tradepost/compiled-service/packaging/package-service';
import { readServiceState } from '@tradepost/compiled-service/packaging/service-state';
import { deploymentRegion } from './aws/region.ts';
import { checkAccount } from './check-account/check-account.ts';
import type { PlannedService } from './check-account/facts.ts';
import { PLATFORM } from './deploy-matrix/find-services.ts';
import { checkPackage, relocatePackage } from './deploy-package/package-folder.ts';
import {
  type Accepted,
  assessStage,
  IGNORE_ALARMS,
  REFUSED_EXIT_CODE,
  SIMULATED_PAYMENTS,
} from './deploy-plan/assess-stage.ts';
import { SERVICES_DIR } from './deploy-plan/services-dir.ts';
import { readValidationErrors } from './deploy-service/validation-errors.ts';

const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'packaged-services');
const USAGE = `Deploys services to AWS, with the credentials of the environment.

  pnpm deploy:service SERVICE… --stage NAME
  pnpm deploy:service --all --stage NAME      every service, the platform first

  --role ARN       role that CloudFormation assumes; without it, CloudFormation has your rights
  --boundary NAME  permissions boundary of the functions' roles: the name of a managed policy, or its ARN
                   (.github/deploy-role.yml creates both)
  --package DIR    deploy this package of pnpm deploy:package instead of packaging the service
  --ignore-alarms  errors of the new version do not stop its deployment: to deploy a repair while what it calls still fails

Before the first service, it checks the account as pnpm deploy:plan does, and deploys nothing if a deployment would fail:
  --accept-account               deploy nevertheless

A stage that retains data is refused if routes have no authorizer, or if payments use test tokens, unless:
  --accept-open                  deploy routes without authorizer; the functions answer 401 to callers without a token
  --accept-simulated-payments    deploy the simulated payment provider, whose test tokens pay`;

type Options = {
  readonly services: readonly string[];
  readonly stage: string;
  readonly params: readonly string[];
  readonly accepted: Accepted;
  /** If true, blocking findings of the account check are printed and do not stop the command. */
  readonly acceptAccount: boolean;
  /** A package of `pnpm deploy:package`, instead of packaging the one service. */
  readonly packageDir: string | undefined;
};

/** Runs `serverless deploy` in the folder of each service, one after the other; stops at the first that fails. */
async function deployAll(options: Options): Promise<number> {
  const refusals = await assess(options);
  for (const refusal of refusals) console.error(`deploy:service: ${refusal}`);
  if (refusals.length > 0) return REFUSED_EXIT_CODE;
  for (const service of options.services) {
    const code = await deploy(service, options);
    if (code !== 0) return code;
  }
  return 0;
}

function parseDeployOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      stage: { type: 'string', default: '' },
      role: { type: 'string', default: '' },
      boundary: { type: 'string', default: '' },
      'accept-account': { type: 'boolean', default: false },
      package: { type: 'string' },
      'ignore-alarms': { type: 'boolean', default: false },
      'accept-open': { type: 'boolean', default: false },
      'accept-simulated-payments': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const known = findServices(SERVICES_DIR).map((dir) => basename(dir));
  const services = values.all ? [PLATFORM, ...known.filter((name) => name !== PLATFORM)] : positionals;
  if (services.length === 0 || (values.all && positionals.length > 0))
    throw new Error('SERVICE is missing: name services, or use --all');
  const unknown = services.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no service ${unknown}, but ${known.join(', ')}`);
  if (values.package !== undefined && services.length !== 1)
    throw new Error('--package DIR is the package of one service: name that service');
  if (values.package !== undefined && values['ignore-alarms'])
    throw new Error('--ignore-alarms is an option of deploy:package if there is a --package DIR');
  const params = { deploymentRole: values.role, permissionsBoundary: values.boundary };
  const given = Object.entries(params).flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]));
  const accepted = { open: values['accept-open'], simulatedPayments: values['accept-simulated-payments'] };
  return {
    services,
    stage: toStage(values.stage),
    params: [
      ...given,
      ...(accepted.simulatedPayments ? [SIMULATED_PAYMENTS] : []),
      ...(values['ignore-alarms'] ? [IGNORE_ALARMS] : []),
    ].map((param) => `--param=${param}`),
    accepted,
    acceptAccount: values['accept-account'],
    packageDir: values.package === undefined ? undefined : resolve(values.package),
  };
}

/** Prints the assessments of the services; returns the reasons for which nothing is deployed. */
async function assess(options: Options): Promise<readonly string[]> {
  const { services, stage, accepted, acceptAccount, packageDir } = options;
  const refusals: string[] = [];
  const planned: PlannedService[] = [];
  for (const service of services) {
    const dir = join(SERVICES_DIR, service);
    if (packageDir !== undefined) checkPackage(packageDir, dir, stage);
    const { template } =
      packageDir === undefined
        ? await packageService(dir, { stage, cacheDir: CACHE_DIR })
        : readServiceState(dir, packageDir);
    const assessment = assessStage(`${service} on ${stage}`, template.Resources, accepted);
    // This packaging lacks the parameter of an accepted provider.
    for (const line of assessment.lines) console.log(line);
    refusals.push(...assessment.refusals);
    planned.push({ service, resources: template.Resources });
  }
  const { lines, refused } = await checkAccount(stage, planned);
  for (const line of lines) console.log(line);
  if (refused && !acceptAccount)
    refusals.push('the account is not ready, see REFUSED above; --accept-account deploys nevertheless.');
  return refusals;
}

async function deploy(service: string, { stage, params, packageDir }: Options): Promise<number> {
  const cwd = join(SERVICES_DIR, service);
  if (packageDir !== undefined) await relocatePackage(packageDir);
  const packaged = packageDir === undefined ? [] : ['--package', packageDir];
  const args = [frameworkOf(cwd), 'deploy', '--stage', stage, ...packaged, ...params];
  const started = new Date();
  const deploying = spawn(process.execPath, args, { cwd, stdio: 'inherit' });
  const [code] = (await once(deploying, 'exit')) as [number | null];
  if (code !== 0) await explainFailure(`tradepost-${stage}-${service}`, started);
  return code ?? 1;
}

/** Prints why CloudFormation rejected the template, if it did and the errors may be read. */
async function explainFailure(stack: string, started: Date): Promise<void> {
  const client = new CloudFormationClient({ region: deploymentRegion() });
  const errors = await readValidationErrors(client, stack, started).catch(() => []);
  for (const error of errors) console.error(`deploy:service: ${error}`);
}

process.exitCode = await runCommandLine({
  name: 'deploy:service',
  usage: USAGE,
  parse: parseDeployOptions,
  run: deployAll,
  failureCode: 2,
});
