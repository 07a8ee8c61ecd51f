import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { analyzeMetafile } from 'esbuild';
import type { SizeLimitConfig } from 'size-limit';
import { bundleFunctions, type FunctionBundle, goalsOf } from './bundle-functions.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const WORK_DIR = join(ROOT, 'node_modules', '.cache', 'tradepost', 'bundles');

/** Its types leave out the text that a check which fails says. */
type SizeCheck = SizeLimitConfig[number] & { readonly message: string };

/** What Size Limit is to check: every function of every service, bundled as it is deployed, against its goal. */
export async function toSizeChecks(): Promise<readonly SizeCheck[]> {
  const bundles = await bundleFunctions(join(ROOT, 'services'), WORK_DIR);
  return Promise.all(bundles.map((bundle) => toCheck(bundle)));
}

/** What is in a bundle stands beside it, largest first. */
async function toCheck(bundle: FunctionBundle): Promise<SizeCheck> {
  const contents = `${bundle.file}.txt`;
  await writeFile(contents, await analyzeMetafile(bundle.metafile));
  const kind = bundle.usesAws ? 'with an AWS client' : 'without an AWS client';
  return {
    name: `${bundle.service} ${bundle.function}, ${kind}`,
    path: relative(ROOT, bundle.file),
    limit: `${goalsOf(bundle).kilobytes} kB`,
    // Lambda loads the file as it is.
    brotli: false,
    message: `How to mend it: leave out, or import a smaller part of, what stands first in ${relative(ROOT, contents)}.`,
  };
}
