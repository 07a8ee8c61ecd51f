import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { CFN_LINT_VERSION, prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { COSTS_REGION, REGIONS } from './check-cfn/regions.ts';
import { switchedOff } from './check-cfn/switched-off.ts';
import { toFindings } from './check-cfn/to-findings.ts';
import { mergeStages } from './check-config/check-templates.ts';
import { describeFindings } from './check-config/describe-findings.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache');
const DEPLOY_ROLE = join(ROOT, '.github', 'deploy-role.yml');
const COSTS = join(ROOT, '.github', 'costs.yml');

const USAGE = `Runs cfn-lint on the compiled templates of all services, for ${STAGES.join(', ')}, and on the templates
of the deploy role and of the costs.

  pnpm check:cfn [options]

  --required   fails if cfn-lint cannot run here

Exit code: 0 if nothing is found or cfn-lint cannot run, 1 if something is found, 2 for a wrong command line or with
--required if cfn-lint cannot run.`;

type CheckCfnOptions = { readonly required: boolean };

function parseCheckCfnOptions(args: readonly string[]): CheckCfnOptions {
  return parseArgs({ args: [...args], options: { required: { type: 'boolean', default: false } } }).values;
}

/** `pnpm check:cfn`; `--help` has the options. */
async function checkCfn({ required }: CheckCfnOptions): Promise<number> {
  const lint = await prepareCfnLint(CACHE_DIR);
  if (typeof lint === 'string') {
    console.error(`check:cfn: SKIPPED: ${lint}`);
    return required ? 2 : 0;
  }
  const files = [...(await writeTemplates(await compileStages(STAGES))), DEPLOY_ROLE];
  const off = Object.keys(switchedOff);
  const found = [...(await lint(files, REGIONS, off)), ...(await lint([COSTS], [COSTS_REGION], off))];
  const findings = mergeStages(toFindings(found));
  if (findings.length > 0) console.error(`${describeFindings(findings)}\n`);
  console.log(
    `cfn-lint ${CFN_LINT_VERSION}, ${files.length + 1} templates, ${REGIONS.length} regions: ${findings.length} findings`,
  );
  return findings.length === 0 ? 0 : 1;
}

/** cfn-lint names a finding by its file: `STAGE/SERVICE.json`. */
async function writeTemplates(compiled: readonly CompiledStage[]): Promise<readonly string[]> {
  const folder = join(CACHE_DIR, 'cfn-templates');
  await rm(folder, { recursive: true, force: true });
  const files: string[] = [];
  for (const { stage, services } of compiled) {
    await mkdir(join(folder, stage), { recursive: true });
    for (const { name, template } of services) {
      const file = join(folder, stage, `${name}.json`);
      await writeFile(file, JSON.stringify(template, null, 2));
      files.push(file);
    }
  }
  return files;
}

process.exitCode = await runCommandLine({
  name: 'check:cfn',
  usage: USAGE,
  parse: parseCheckCfnOptions,
  run: checkCfn,
  failureCode: 2,
});
