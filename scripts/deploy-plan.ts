import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findServices } from '@tradepost/local/packaging/package-service';
import { assessStage, SIMULATED_PAYMENTS } from './deploy-plan/assess-stage.ts';
import { compareTemplates } from './deploy-plan/compare-templates.ts';
import { describePlan } from './deploy-plan/describe-plan.ts';
import { fetchLastDeployed, readLastDeployed } from './deploy-plan/last-deployed.ts';
import { type PlanOptions, parsePlanOptions, USAGE } from './deploy-plan/options.ts';
import { packageForPlan } from './deploy-plan/package-service.ts';
import type { Template } from './deploy-plan/template.ts';
import { createProgress } from './terminal/progress.ts';

const SERVICES_DIR = join(import.meta.dirname, '..', 'services');

/** `pnpm deploy:plan`: what a deployment would change. `--help` has the options. */
async function main(): Promise<number> {
  const options = parsePlanOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
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
  if (refusals.length > 0) return 3;
  return dangerous.length > 0 ? 2 : 0;
}

async function planAll({ stage, services, against, write, boundary, accepted }: PlanOptions) {
  const dirs = findServices(SERVICES_DIR);
  const names = dirs.map((dir) => basename(dir));
  const unknown = services.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`there is no service ${unknown}, but ${names.join(', ')}`);
  const wanted = dirs.filter((dir) => services.length === 0 || services.includes(basename(dir)));
  const progress = createProgress(process.stderr);
  progress.begin('Packaging', wanted.length, 'services');
  const plans = [];
  for (const dir of wanted) {
    const service = basename(dir);
    const params = [
      ...(boundary === '' ? [] : [`permissionsBoundary=${boundary}`]),
      ...(accepted.simulatedPayments ? [SIMULATED_PAYMENTS] : []),
    ];
    const after = await packageForPlan(dir, stage, params);
    if (write !== undefined) await writeTemplate(write, service, after);
    plans.push({
      service,
      changes: compareTemplates(await findBefore(against, service, stage), after),
      assessment: assessStage(`${service} on ${stage}`, after.Resources, accepted),
    });
    progress.advance();
  }
  progress.end();
  return plans;
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`deploy:plan: ${(error as Error).message}`);
  process.exitCode = 1;
}
