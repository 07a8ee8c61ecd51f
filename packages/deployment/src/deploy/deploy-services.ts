import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { frameworkOf } from '@tradepost/compiled-service/packaging/framework';
import { relocatePackage } from '@tradepost/compiled-service/packaging/package-folder';
import { packageService } from '@tradepost/compiled-service/packaging/package-service';
import { readServiceState } from '@tradepost/compiled-service/packaging/service-state';
import { deploymentRegion } from '../aws/region.ts';
import { checkAccount } from '../check-account/check-account.ts';
import { type PlannedService, toPlanned } from '../check-account/facts.ts';
import { checkPackage } from '../package/check-package.ts';
import { type Accepted, assessStage, REFUSED_EXIT_CODE } from '../plan/assess-stage.ts';
import { SERVICES_DIR } from '../services.ts';
import { readValidationErrors } from './validation-errors.ts';

type Options = {
  readonly services: readonly string[];
  readonly stage: string;
  /** `name=value`, for `serverless deploy --param`. */
  readonly params: readonly string[];
  readonly accepted: Accepted;
  /** If true, blocking findings of the account check are printed and do not stop the command. */
  readonly acceptAccount: boolean;
  /** A package of `pnpm stage package`, instead of packaging the one service. */
  readonly packageDir: string | undefined;
};

/**
 * Runs `serverless deploy` in the folder of each service, one after the other; stops at the first that fails.
 *
 * @returns the exit code
 */
export async function deployServices(options: Options): Promise<number> {
  const refusals = await assess(options);
  for (const refusal of refusals) console.error(`stage deploy: ${refusal}`);
  if (refusals.length > 0) return REFUSED_EXIT_CODE;
  for (const service of options.services) {
    const code = await deploy(service, options);
    if (code !== 0) return code;
  }
  return 0;
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
      packageDir === undefined ? await packageService(dir, { stage }) : readServiceState(dir, packageDir);
    const assessment = assessStage(`${service} on ${stage}`, template.Resources, accepted);
    // This packaging lacks the parameter of an accepted provider.
    for (const line of assessment.lines) console.log(line);
    refusals.push(...assessment.refusals);
    planned.push(toPlanned(service, template));
  }
  const { lines, refused } = await checkAccount(stage, planned);
  for (const line of lines) console.log(line);
  if (refused && !acceptAccount)
    refusals.push('the account is not ready, see REFUSED above; --accept-account deploys nevertheless.');
  return refusals;
}

async function deploy(service: string, { stage, params, packageDir }: Options): Promise<number> {
  const cwd = join(SERVICES_DIR, service);
  if (packageDir !== undefined) relocatePackage(packageDir);
  const packaged = packageDir === undefined ? [] : ['--package', packageDir];
  const args = [
    frameworkOf(cwd),
    'deploy',
    '--stage',
    stage,
    ...packaged,
    ...params.map((param) => `--param=${param}`),
  ];
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
  for (const error of errors) console.error(`stage deploy: ${error}`);
}
