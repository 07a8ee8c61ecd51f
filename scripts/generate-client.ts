import { writeFile } from 'node:fs/promises';
import { API_FILE, renderApi } from './generate-client/render-api.ts';
import { parseNoArguments, runCommandLine } from './terminal/run-command-line.ts';

const USAGE = `Generates the types of packages/client from the contracts.

  pnpm client:generate`;

/** `pnpm client:generate`: generates the types of `packages/client` from the contracts. */
async function generateClient(): Promise<number> {
  await writeFile(API_FILE, await renderApi());
  console.log(`Written: ${API_FILE}`);
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'client:generate',
  usage: USAGE,
  parse: parseNoArguments,
  run: generateClient,
});
