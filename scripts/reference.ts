/**
 * `pnpm reference [FOLDER]`: writes the contracts as documents, to be published: `openapi.json` of all services, and
 * `openapi-NAME.json` of each. The folder is `reference/` where none is named.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadRegistry } from '@tradepost/contracts/registry';
import { toOpenApi } from '@tradepost/reference/openapi/to-openapi';

const DEFAULT_FOLDER = 'reference';

const folder = resolve(process.argv[2] ?? DEFAULT_FOLDER);
const registry = await loadRegistry();
const services = [...new Set(registry.routes.map(({ contract }) => contract.service))].toSorted();
const documents = new Map<string, object>([
  ['openapi.json', toOpenApi(registry)],
  ...services.map((service) => [`openapi-${service}.json`, toOpenApi(registry, service)] as const),
]);

await mkdir(folder, { recursive: true });
for (const [name, document] of documents) {
  await writeFile(join(folder, name), `${JSON.stringify(document, null, 2)}\n`);
  console.log(join(folder, name));
}
