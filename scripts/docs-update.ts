import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedPages } from '@tradepost/docs/generated-pages';
import { parseNoArguments, runCommandLine } from './terminal/run-command-line.ts';

const DOCS = join(import.meta.dirname, '..', 'packages', 'docs');

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
