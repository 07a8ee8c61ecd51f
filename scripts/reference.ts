/**
 * `pnpm reference [FOLDER]`: writes the contracts as documents, to be published: `openapi.json` and `asyncapi.json` of
 * all services, and `openapi-NAME.json` and `asyncapi-NAME.json` of each. The folder is `reference/` where none is named.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { readTemplates } from '@tradepost/local/templates/read-templates';
import { ANYWHERE } from '@tradepost/local/templates/whereabouts';
import { toAsyncApi } from '@tradepost/reference/asyncapi/to-asyncapi';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';
import { compileServices } from './templates/compile-services.ts';

const DEFAULT_FOLDER = 'reference';
/** Names are the same at each stage but for the stage itself, for which the documents have a variable. */
const STAGE = 'dev';

const folder = resolve(process.argv[2] ?? DEFAULT_FOLDER);
const registry = await loadRegistry();
const compiled = await compileServices(STAGE);
const description = readTemplates(compiled, ANYWHERE);
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
