import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { UsageError } from '@tradepost/command-line/usage-error';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { checkAccount } from './check-account/check-account.ts';
import { checkPackage } from './deploy-package/package-folder.ts';
import { assessStage, REFUSED_EXIT_CODE, SIMULATED_PAYMENTS } from './deploy-plan/assess-stage.ts';
import { compareTemplates } from './deploy-plan/compare-templates.ts';
import { describePlan } from './deploy-plan/describe-plan.ts';
import { fetchLastDeployed, readLastDeployed } from './deploy-plan/last-deployed.ts';
import { type PlanOptions, parsePlanOptions, USAGE } from './deploy-plan/options.ts';
import { packageForPlan, readPackage } from './deploy-plan/package-service.ts';
import { SERVICES_DIR } from './deploy-plan/services-dir.ts';
import type { Template } from './deploy-plan/template.ts';

/** Differs from the code of a wrong command line (2): a pipeline may accept the loss of data, never a mistake. */
const DATA_LOSS_EXIT_CODE = 4;

/** `pnpm deploy:plan`: prints what a deployment would change, and whether it would succeed. `--help` lists the options. */
async function printPlan(options: PlanOptions): Promise<number> {
  const plans = await planAll(options);
  for (const { service, changes, assessment } of plans) {
    console.log(describePlan(service, options.stage, changes));
    for (const line of assessment.lines) console.log(line);
  }
  const refusals = plans.flatMap(({ assessment }) => assessment.refusals);
  for (const refusal of refusals) console.log(`\nREFUSED: ${refusal}`);
  const dangerous = plans.flatMap(({ changes }) => changes).filter(({ danger }) => danger !== undefined);
  if (dangerous.length > 0)
    console.log(`\n${dangerous.length} of these changes would lose data, or leave it behind.`);
  const wouldFail = await printAccount(options, plans);
  if (refusals.length > 0 || (wouldFail && !options.acceptAccount)) return REFUSED_EXIT_CODE;
  return dangerous.length > 0 ? DATA_LOSS_EXIT_CODE : 0;
}

type Plan = Awaited<ReturnType<typeof planAll>>[number];

/** Prints the findings of the account check; returns whether a deployment would fail. */
async function printAccount({ stage, against }: PlanOptions, plans: readonly Plan[]): Promise<boolean> {
  if (typeof against === 'object') return false;
  const planned = plans.map(({ service, after }) => ({ service, resources: after.Resources }));
  const { lines, refused } = await checkAccount(stage, planned);
  for (const line of lines) console.log(`\n${line}`);
  return refused;
}

async function planAll(options: PlanOptions) {
  const { stage, services, against, write, accepted } = options;
  const dirs = findServices(SERVICES_DIR);
  const names = dirs.map((dir) => basename(dir));
  const unknown = services.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--service must be one of ${names.join(', ')}, not ${JSON.stringify(unknown)}`);
  const wanted = dirs.filter((dir) => services.length === 0 || services.includes(basename(dir)));
  const progress = createProgress(process.stderr);
  progress.begin('Packaging', wanted.length, 'services');
  const plans = [];
  for (const dir of wanted) {
    const service = basename(dir);
    const after = await templateOf(dir, options);
    if (write !== undefined) await writeTemplate(write, service, after);
    plans.push({
      service,
      after,
      changes: compareTemplates(await findBefore(against, service, stage), after),
      assessment: assessStage(`${service} on ${stage}`, after.Resources, accepted),
    });
    progress.advance();
  }
  progress.end();
  return plans;
}

async function templateOf(
  dir: string,
  { stage, boundary, packageDir, accepted }: PlanOptions,
): Promise<Template> {
  if (packageDir !== undefined) {
    checkPackage(packageDir, dir, stage);
    return readPackage(packageDir);
  }
  return packageForPlan(dir, stage, [
    ...(boundary === '' ? [] : [`permissionsBoundary=${boundary}`]),
    ...(accepted.simulatedPayments ? [SIMULATED_PAYMENTS] : []),
  ]);
}

async function findBefore(
  against: PlanOptions['against'],
  service: string,
  stage: string,
): Promise<Template | undefined> {
  if (against === 'nothing') return undefined;
  return against === 'deployed' ? fetchLastDeployed(service, stage) : readLastDeployed(against.dir, service);
}

async function writeTemplate(dir: string, service: string, template: Template): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, `${service}.json`), `${JSON.stringify(template, null, 2)}\n`);
}

process.exitCode = await runCommandLine({
  name: 'deploy:plan',
  usage: USAGE,
  parse: parsePlanOptions,
  run: printPlan,
});
