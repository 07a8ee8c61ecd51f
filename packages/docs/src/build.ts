import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { withLock } from '@tradepost/compiled-service/packaging/lock';
import { PLACEHOLDER_ADDRESSES } from '@tradepost/compiled-service/templates/cloud-addresses';
import { readTemplates } from '@tradepost/compiled-service/templates/read-templates';
import { compileServices } from '@tradepost/gates/templates/compile-services';
import { buildSite } from './site/build-site.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const DEFAULT_OUT = 'node_modules/.cache/docs/site';
const DEFAULT_BASE = '/docs/';

const USAGE = `Builds the documentation site. Fails at a dead link.

  pnpm docs:build [options]

  --out DIR      folder of the site (${DEFAULT_OUT})
  --base PATH    path of the site on its server (${DEFAULT_BASE})
  --packages DIR folder of compiled templates (the one that all gates share)
  --repository-url URL
                 address of the repository's files, such as https://github.com/owner/name/blob/main; without it, links to files
                 that are not pages are text`;

type DocsBuildOptions = {
  readonly outDir: string;
  readonly base: string;
  readonly packagesDir: string | undefined;
  readonly repositoryUrl: string | undefined;
};

function parseDocsBuildOptions(args: readonly string[]): DocsBuildOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      base: { type: 'string' },
      packages: { type: 'string' },
      'repository-url': { type: 'string' },
    },
  });
  const { out = join(ROOT, DEFAULT_OUT), base = DEFAULT_BASE } = values;
  if (!/^\/(?:[^/]+\/)*$/.test(base))
    throw new Error(
      `--base must begin and end with a slash, such as ${DEFAULT_BASE}, not ${JSON.stringify(base)}`,
    );
  return {
    outDir: resolve(out),
    base,
    packagesDir: values.packages,
    repositoryUrl: values['repository-url'],
  };
}

/** `pnpm docs:build`; `--help` has the options. */
async function buildDocs({ outDir, base, packagesDir, repositoryUrl }: DocsBuildOptions): Promise<number> {
  const description = readTemplates(await compileServices('dev', packagesDir), PLACEHOLDER_ADDRESSES);
  const options = { root: ROOT, outDir, base, description };
  // Two builds at once would write to the same folder of assembled pages.
  await withLock(join(ROOT, 'packages', 'docs', '.cache', 'build.lock.sqlite'), () =>
    buildSite(repositoryUrl === undefined ? options : { ...options, repositoryUrl }),
  );
  console.log(outDir);
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'docs:build',
  usage: USAGE,
  parse: parseDocsBuildOptions,
  run: buildDocs,
});
