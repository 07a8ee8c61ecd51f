import { readFileSync } from 'node:fs';

/** Written by `src/site/build-site.ts`. */
export default JSON.parse(readFileSync(new URL('../.cache/site.json', import.meta.url), 'utf8'));
