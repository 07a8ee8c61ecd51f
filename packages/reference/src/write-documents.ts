import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { toAsyncApi } from './asyncapi/to-asyncapi.ts';
import { toOpenApi } from './openapi/to-openapi.ts';

/** Names differ between stages only by the stage's name, which is a variable in the documents. */
const STAGE = 'dev';

/**
 * Writes the contracts as documents to publish: openapi.json and asyncapi.json of all services, and openapi-NAME.json and
 * asyncapi-NAME.json of each.
 *
 * @returns the files
 */
export async function writeDocuments(folder: string): Promise<readonly string[]> {
  const registry = await loadRegistry();
  const compiled = await compileServices(STAGE);
  const description = readTemplates(compiled, PLACEHOLDER_ADDRESSES);
  const sources = { registry, samples: loadSamples(), description, stage: STAGE };
  const documents = new Map<string, object>([
    ['openapi.json', toOpenApi(registry)],
    ['asyncapi.json', toAsyncApi(sources)],
  ]);
  for (const { name } of compiled) {
    documents.set(`openapi-${name}.json`, toOpenApi(registry, { service: name }));
    documents.set(`asyncapi-${name}.json`, toAsyncApi(sources, { service: name }));
  }

  await mkdir(folder, { recursive: true });
  for (const [name, document] of documents)
    await writeFile(join(folder, name), `${JSON.stringify(document, null, 2)}\n`);
  return [...documents.keys()].map((name) => join(folder, name));
}
