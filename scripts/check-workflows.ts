import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACTIONLINT_VERSION, prepareActionlint } from './check-workflows/actionlint.ts';
import { checkWorkflow } from './check-workflows/workflow-rules.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache');
const FOLDER = join('.github', 'workflows');

/**
 * `pnpm check:workflows`: holds the workflows to rules of our own, and has actionlint read them where there is Go to
 * build it with; where there is none, it says so. Ends with 1 where something is found.
 */
async function main(): Promise<number> {
  const files = (await readdir(join(ROOT, FOLDER))).map((name) => join(FOLDER, name));
  const findings: string[] = [];
  for (const file of files) {
    const found = checkWorkflow(await readFile(join(ROOT, file), 'utf8'));
    findings.push(...found.map((finding) => `${file}: ${finding}`));
  }
  const lint = await prepareActionlint(CACHE_DIR);
  if (typeof lint === 'string') console.error(`check:workflows: NOT CHECKED by actionlint: ${lint}`);
  else findings.push(...(await lint(ROOT, files)).split('\n\n').filter((finding) => finding !== ''));
  if (findings.length > 0) console.error(`${findings.join('\n')}\n`);
  const readers =
    typeof lint === 'string' ? 'our rules alone' : `our rules and actionlint ${ACTIONLINT_VERSION}`;
  console.log(
    `${files.length} workflows, ${readers}: ${findings.length === 0 ? 'no findings' : 'findings above'}`,
  );
  return findings.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`check:workflows: ${(error as Error).message}`);
  process.exitCode = 2;
}
