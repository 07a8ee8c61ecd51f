import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { CFN_LINT_VERSION, prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { GLOBAL_REGION, REGION_OF, REGIONS } from './check-cfn/regions.ts';
import { isOutdated, switchedOff } from './check-cfn/switched-off.ts';
import { toTemplateFindings } from './check-cfn/to-template-findings.ts';
import type { Outcome } from './gate.ts';
import { CACHE_DIR, ROOT } from './root.ts';
import { mergeStages, toFinding } from './templates/template-finding.ts';

const DEPLOY_ROLE = join(ROOT, '.github', 'deploy-role.yml');
const AUDIT = join(ROOT, '.github', 'access-audit.yml');
/** Templates for one region only. */
const OF_ONE_REGION = ['costs', 'edge'].map((name) => join(ROOT, '.github', `${name}.yml`));

/** Runs cfn-lint on the compiled templates of all services and stages, and on those that a person deploys. */
export async function checkCfn(): Promise<Outcome> {
  const lint = await prepareCfnLint(CACHE_DIR);
  if (typeof lint === 'string') return { findings: [], skipped: [lint] };
  const written = await writeTemplates(await compileStages(STAGES));
  const inRegion = (region: string) =>
    [...written].flatMap(([stage, files]) => ((REGION_OF[stage] ?? GLOBAL_REGION) === region ? files : []));
  const off = Object.keys(switchedOff);
  const groups = [
    ...REGIONS.map((region) => lint([...inRegion(region), DEPLOY_ROLE, AUDIT], [region], off)),
    lint(OF_ONE_REGION, [GLOBAL_REGION], off),
  ];
  const found = (await Promise.all(groups)).flat().filter((each) => !isOutdated(each));
  const count = [...written.values()].flat().length + 2 + OF_ONE_REGION.length;
  return {
    findings: mergeStages(toTemplateFindings(found)).map(toFinding),
    checked: `cfn-lint ${CFN_LINT_VERSION}, ${count} templates, regions ${REGIONS.join(', ')}`,
  };
}

/** Returns the files by stage. cfn-lint names a finding by its file: `STAGE/SERVICE.json`. */
async function writeTemplates(
  compiled: readonly CompiledStage[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const folder = join(CACHE_DIR, 'cfn-templates');
  await rm(folder, { recursive: true, force: true });
  const written = new Map<string, readonly string[]>();
  for (const { stage, services } of compiled) {
    await mkdir(join(folder, stage), { recursive: true });
    const files: string[] = [];
    for (const { name, template } of services) {
      const file = join(folder, stage, `${name}.json`);
      await writeFile(file, JSON.stringify(template, null, 2));
      files.push(file);
    }
    written.set(stage, files);
  }
  return written;
}
