import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { compileServices } from '@tradepost/gates/templates/compile-services';
import { toAsyncApi } from './asyncapi/to-asyncapi.ts';
import { toOpenApi } from './openapi/to-openapi.ts';

const DEFAULT_FOLDER = 'reference';
/** Names differ between stages only by the stage's name, which is a variable in the documents. */
const STAGE = 'dev';

const USAGE = `Writes the contracts as documents to publish: openapi.json and asyncapi.json of all services, and
openapi-NAME.json and asyncapi-NAME.json of each.

  pnpm reference [FOLDER]

  FOLDER   where to write them (${DEFAULT_FOLDER})`;

type ReferenceOptions = { readonly folder: string };

function parseReferenceOptions(args: readonly string[]): ReferenceOptions {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [folder = DEFAULT_FOLDER, ...others] = positionals;
  if (others.length > 0)
    throw new Error(`FOLDER must be one folder, not also ${JSON.stringify(others.join(' '))}`);
  return { folder: resolve(folder) };
}

/** `pnpm reference`; `--help` has the options. */
async function writeReference({ folder }: ReferenceOptions): Promise<number> {
  const registry = await loadRegistry();
  const compiled = await compileServices(STAGE);
  const description = readTemplates(compiled, PLACEHOLDER_ADDRESSES);
  const sources = { registry, samples: loadSamples(), description, stage: STAGE };
  const documents = new Map<string, object>([
    ['openapi.json', toOpenApi(registry)],
    ['asyncapi.json', toAsyncApi(sources)],
  ]);
  for (const { name } of compiled) {
    documents.set(`openapi-${name}.json`, toOpenApi(registry, name));
    documents.set(`asyncapi-${name}.json`, toAsyncApi(sources, { service: name }));
  }

  await mkdir(folder, { recursive: true });
  for (const [name, document] of documents) {
    await writeFile(join(folder, name), `${JSON.stringify(document, null, 2)}\n`);
    console.log(join(folder, name));
  }
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'reference',
  usage: USAGE,
  parse: parseReferenceOptions,
  run: writeReference,
});
