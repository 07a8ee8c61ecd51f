import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseNoArguments, runCommandLine } from '@tradepost/command-line/run-command-line';
import { generatedPages } from './generated-pages.ts';

const DOCS = join(import.meta.dirname, '..');

const USAGE = `Writes the generated files of packages/docs: the index of decisions and the diagrams.

  pnpm docs:update`;

/** `pnpm docs:update`; `--help` has the options. */
function updateDocs(): number {
  for (const { path, text } of generatedPages(DOCS)) {
    mkdirSync(dirname(join(DOCS, path)), { recursive: true });
    writeFileSync(join(DOCS, path), text);
    console.log(`packages/docs/${path}`);
  }
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'docs:update',
  usage: USAGE,
  parse: parseNoArguments,
  run: updateDocs,
});
