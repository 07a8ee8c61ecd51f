import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACTIONLINT_VERSION, prepareActionlint } from './check-workflows/actionlint.ts';
import { checkWorkflow } from './check-workflows/workflow-rules.ts';
import { prepareZizmor, ZIZMOR_VERSION } from './check-workflows/zizmor.ts';
import type { Finding, Outcome } from './gate.ts';
import { CACHE_DIR, ROOT } from './root.ts';

const FOLDER = join('.github', 'workflows');
const ZIZMOR_CONFIG = join('.github', 'zizmor.yml');

/** Checks the workflows against rules of this repository, with actionlint (needs Go), and with zizmor (needs Python). */
export async function checkWorkflows(): Promise<Outcome> {
  const files = (await readdir(join(ROOT, FOLDER))).map((name) => join(FOLDER, name));
  const findings: Finding[] = [];
  for (const file of files) {
    const details = checkWorkflow(await readFile(join(ROOT, file), 'utf8'));
    findings.push(...details.map((detail) => ({ place: file, detail })));
  }
  const [lint, audit] = await Promise.all([prepareActionlint(CACHE_DIR), prepareZizmor(CACHE_DIR)]);
  const skipped = [lint, audit].filter((tool) => typeof tool === 'string');
  if (typeof lint !== 'string') findings.push(...(await lint(ROOT, files)));
  if (typeof audit !== 'string') findings.push(...(await audit(ROOT, files, ZIZMOR_CONFIG)));
  const tools = `actionlint ${ACTIONLINT_VERSION}, zizmor ${ZIZMOR_VERSION}`;
  return { findings, checked: `${files.length} workflows, ${tools}`, skipped };
}
