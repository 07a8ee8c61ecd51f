import { join, resolve } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { wrong } from '@tradepost/command-line/parsers';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const DEFAULT_OUT = 'node_modules/.cache/docs/site';
const DEFAULT_BASE = '/docs/';

function toBase(written: string): string {
  if (/^\/(?:[^/]+\/)*$/.test(written)) return written;
  throw wrong('--base', `a path that begins and ends with a slash, such as ${DEFAULT_BASE}`, written);
}

export const site = command('site', 'Builds the documentation site. Fails at a dead link.', {
  examples: ['pnpm generate site', 'pnpm generate site --out site --base /tradepost/'],
})
  .option('--out <folder>', 'folder of the site', join(ROOT, DEFAULT_OUT))
  .option('--base <path>', 'path of the site on its server', toBase, DEFAULT_BASE)
  .option(
    '--repository-url <url>',
    "address of the repository's files, such as https://github.com/owner/name/blob/main; without it, links to files that are not pages are text",
  )
  .action(async ({ out, base, repositoryUrl }) => {
    const { writeSite } = await import('./site/write-site.ts');
    const outDir = resolve(out);
    await writeSite({ root: ROOT, outDir, base, repositoryUrl });
    console.log(outDir);
  });
