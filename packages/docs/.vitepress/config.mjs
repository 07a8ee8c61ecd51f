import { readFileSync } from 'node:fs';

/** Written by `src/site/build-site.ts`. */
const config = JSON.parse(readFileSync(new URL('../.cache/site.json', import.meta.url), 'utf8'));

/** The anchors of GitHub, so that a link to a heading works on both. */
const slugify = (heading) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-');

export default { ...config, markdown: { anchor: { slugify } } };
