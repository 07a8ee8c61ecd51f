import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CFN_LINT_VERSION, prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { switchedOff } from './check-cfn/switched-off.ts';
import { toFindings } from './check-cfn/to-findings.ts';
import { mergeStages } from './check-config/check-templates.ts';
import { describeFindings } from './check-config/describe-findings.ts';
import { type CompiledStage, compileStages, STAGES } from './templates/compile-services.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache');
const DEPLOY_ROLE = join(ROOT, '.github', 'deploy-role.yml');

/**
 * `pnpm check:cfn`: has cfn-lint read the compiled templates of all services, for `dev`, `staging` and `prod`, and the
 * template of the deploy role. Ends with 0 where it finds nothing, and where it cannot run, which it says (with
 * `--required`: 2); with 1 where it finds something.
 */
async function main(): Promise<number> {
  const lint = await prepareCfnLint(CACHE_DIR);
  if (typeof lint === 'string') {
    console.error(`check:cfn: NOT CHECKED: ${lint}`);
    return process.argv.includes('--required') ? 2 : 0;
  }
  const files = [...(await writeTemplates(await compileStages(STAGES))), DEPLOY_ROLE];
  const findings = mergeStages(toFindings(await lint(files, Object.keys(switchedOff))));
  if (findings.length > 0) console.error(`${describeFindings(findings)}\n`);
  console.log(`cfn-lint ${CFN_LINT_VERSION}, ${files.length} templates: ${findings.length} findings`);
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`check:cfn: ${(error as Error).message}`);
  process.exitCode = 2;
}
