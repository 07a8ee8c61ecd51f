import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProgress } from '@tradepost/command-line/progress';
import { packageWithCode } from '@tradepost/compiled-service/packaging/package-service';
import { checkAccount } from '../check-account/check-account.ts';
import { toPlanned } from '../check-account/facts.ts';
import { checkPackage } from '../package/check-package.ts';
import { toParams } from '../package/params.ts';
import { SERVICES_DIR, serviceNames } from '../services.ts';
import { type Accepted, assessStage, REFUSED_EXIT_CODE } from './assess-stage.ts';
import { compareTemplates } from './compare-templates.ts';
import { describePlan } from './describe-plan.ts';
import { fetchLastDeployed, readLastDeployed } from './last-deployed.ts';
import { readPackage } from './read-package.ts';
import type { Template } from './template.ts';

export type PlanOptions = {
  readonly stage: string;
  /** All if none is named. */
  readonly services: readonly string[];
  /** The base of the comparison: a folder, the deployed templates, or nothing. */
  readonly against: { readonly dir: string } | 'deployed' | 'nothing';
  readonly write: string | undefined;
  readonly boundary: string | undefined;
  /** A package of `pnpm stage package`, instead of packaging the one service. */
  readonly packageDir: string | undefined;
  readonly accepted: Accepted;
  /** If true, blocking findings of the account check are printed and do not stop the command. */
  readonly acceptAccount: boolean;
};

/** Differs from the code of a wrong command line (2): a pipeline may accept the loss of data, never a mistake. */
const DATA_LOSS_EXIT_CODE = 4;

/** Prints what a deployment would change, and whether it would succeed; returns the exit code. */
export async function printPlan(options: PlanOptions): Promise<number> {
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
  const planned = plans.map(({ service, after }) => toPlanned(service, after));
  const { lines, refused } = await checkAccount(stage, planned);
  for (const line of lines) console.log(`\n${line}`);
  return refused;
}

async function planAll(options: PlanOptions) {
  const { stage, services, against, write, accepted } = options;
  const wanted = services.length === 0 ? serviceNames() : services;
  const progress = createProgress(process.stderr);
  progress.begin('Packaging', wanted.length, 'services');
  const plans = [];
  for (const service of wanted) {
    const dir = join(SERVICES_DIR, service);
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
  const acceptSimulatedPayments = accepted.simulatedPayments || undefined;
  const params = toParams({ boundary, acceptSimulatedPayments });
  const packaged = await packageWithCode(dir, { stage, params }, process.env);
  return readPackage(packaged.packageDir);
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
