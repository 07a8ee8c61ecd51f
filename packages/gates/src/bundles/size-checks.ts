import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundleFunctions, type FunctionBundle } from '@tradepost/compiled-service/bundling/bundle-functions';
import { analyzeMetafile } from 'esbuild';
import type { SizeLimitConfig } from 'size-limit';
import { goalsOf } from './goals.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const WORK_DIR = join(ROOT, 'node_modules', '.cache', 'tradepost', 'bundles');

/** A check of Size Limit. Its types lack the message of a failed check. */
type SizeCheck = SizeLimitConfig[number] & { readonly message: string };

/** Returns the checks for Size Limit: the bundle of every function, as it is deployed, against its limit. */
export async function toSizeChecks(): Promise<readonly SizeCheck[]> {
  const bundles = await bundleFunctions(join(ROOT, 'services'), WORK_DIR);
  return Promise.all(bundles.map((bundle) => toCheck(bundle)));
}

/** Writes the contents of a bundle beside it, largest first. */
async function toCheck(bundle: FunctionBundle): Promise<SizeCheck> {
  const contents = `${bundle.file}.txt`;
  await writeFile(contents, await analyzeMetafile(bundle.metafile));
  const kind = bundle.usesAws ? 'with an AWS client' : 'without an AWS client';
  return {
    name: `${bundle.service} ${bundle.function}, ${kind}`,
    path: relative(ROOT, bundle.file),
    limit: `${goalsOf(bundle).kilobytes} kB`,
    // Lambda loads the uncompressed file.
    brotli: false,
    message: `How to fix it: remove the first entries of ${relative(ROOT, contents)}, or import smaller parts of them.`,
  };
}
