import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPageSources } from './site/page-sources.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'docs');
const NAME = /^site-[0-9a-f]{24}$/;
/** Path of the site on the local cloud. */
export const DOCS_PATH = '/docs';
/** Sites kept, so that switching between branches finds them. */
const MAX_SITES_KEPT = 3;
const BUILD_TIMEOUT_MS = 180_000;
/** Files besides the pages from which the site is generated. */
const SOURCES = [
  'packages/docs/src/**/*.ts',
  'packages/docs/.vitepress/{*,theme/*}.{mjs,css}',
  'packages/contracts/{src,samples}/**/*.{ts,json}',
  'packages/serverless-config/*.{cjs,yml}',
  'services/*/{,resources/,src/**/}*.yml',
  'pnpm-lock.yaml',
];

/**
 * Returns the folder of the built documentation site. It is built in a process of its own, unless a site of the same sources is in
 * the cache.
 *
 * @throws Error with the output if the build fails
 */
export async function provideDocsSite(): Promise<string> {
  const folder = join(CACHE, `site-${fingerprint()}`);
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date());
  else await build(folder);
  prune(folder);
  return folder;
}

async function build(folder: string): Promise<void> {
  const args = ['site', '--out', folder, '--base', `${DOCS_PATH}/`];
  const running = promisify(execFile)(
    process.execPath,
    [join(ROOT, 'packages', 'docs', 'src', 'main.ts'), ...args],
    {
      timeout: BUILD_TIMEOUT_MS,
    },
  );
  const end = (): void => void running.child.kill();
  process.once('exit', end);
  try {
    await running;
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error(`The documentation could not be built\n${stderr.trim() || message}`);
  } finally {
    process.off('exit', end);
  }
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const files = [
    ...findPageSources(ROOT).map(({ file }) => file),
    ...globSync(SOURCES, { cwd: ROOT }).toSorted(),
  ];
  for (const file of files) {
    // Folders match some of the patterns, too.
    if (statSync(join(ROOT, file)).isFile()) hash.update(`${file}\0`).update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 24);
}

function prune(current: string): void {
  const others = readdirSync(CACHE)
    .filter((name) => NAME.test(name))
    .map((name) => join(CACHE, name))
    .filter((folder) => folder !== current)
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of others.slice(MAX_SITES_KEPT - 1)) rmSync(folder, { recursive: true, force: true });
}
