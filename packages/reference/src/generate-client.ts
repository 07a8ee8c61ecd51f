import { writeFile } from 'node:fs/promises';
import { parseNoArguments, runCommandLine } from '@tradepost/command-line/run-command-line';
import { API_FILE, renderApi } from './client-types/render-api.ts';

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
