import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseNoArguments, runCommandLine } from '@tradepost/command-line/run-command-line';
import { ACTIONLINT_VERSION, prepareActionlint } from './check-workflows/actionlint.ts';
import { checkWorkflow } from './check-workflows/workflow-rules.ts';
import { prepareZizmor, ZIZMOR_VERSION } from './check-workflows/zizmor.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache');
const FOLDER = join('.github', 'workflows');

const ZIZMOR_CONFIG = join('.github', 'zizmor.yml');

const USAGE = `Checks the workflows against rules of this repository, with actionlint if there is Go to build it with, and with zizmor if
there is Python to install it with.

  pnpm check:workflows

Exit code: 0 if nothing is found, 1 if something is, 2 for a wrong command line or if the workflows cannot be checked.`;

/** `pnpm check:workflows`; `--help` has the rest. */
async function checkWorkflows(): Promise<number> {
  const files = (await readdir(join(ROOT, FOLDER))).map((name) => join(FOLDER, name));
  const findings: string[] = [];
  for (const file of files) {
    const found = checkWorkflow(await readFile(join(ROOT, file), 'utf8'));
    findings.push(...found.map((finding) => `${file}: ${finding}`));
  }
  const checkers = ['rules of this repository'];
  const lint = await prepareActionlint(CACHE_DIR);
  if (typeof lint === 'string') console.error(`check:workflows: SKIPPED actionlint: ${lint}`);
  else {
    checkers.push(`actionlint ${ACTIONLINT_VERSION}`);
    findings.push(...(await lint(ROOT, files)).split('\n\n').filter((finding) => finding !== ''));
  }
  const audit = await prepareZizmor(CACHE_DIR);
  if (typeof audit === 'string') console.error(`check:workflows: SKIPPED zizmor: ${audit}`);
  else {
    checkers.push(`zizmor ${ZIZMOR_VERSION}`);
    findings.push(...(await audit(ROOT, files, ZIZMOR_CONFIG)));
  }
  if (findings.length > 0) console.error(`${findings.join('\n')}\n`);
  console.log(
    `${files.length} workflows, ${checkers.join(', ')}: ${findings.length === 0 ? 'no findings' : 'findings above'}`,
  );
  return findings.length === 0 ? 0 : 1;
}

process.exitCode = await runCommandLine({
  name: 'check:workflows',
  usage: USAGE,
  parse: parseNoArguments,
  run: checkWorkflows,
  failureCode: 2,
});
