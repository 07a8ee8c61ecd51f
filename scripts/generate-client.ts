import { writeFile } from 'node:fs/promises';
import { API_FILE, renderApi } from './generate-client/render-api.ts';

/** `pnpm client:generate`: writes the types of `packages/client` anew, from the contracts. */
await writeFile(API_FILE, await renderApi());
console.log(`Written: ${API_FILE}`);
