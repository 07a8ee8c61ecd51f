import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { bundleFunctions, type FunctionBundle } from '@tradepost/compiled-service/bundling/bundle-functions';
import { analyzeMetafile } from 'esbuild';
import { goalsOf } from './bundles/goals.ts';
import type { Finding, Outcome } from './gate.ts';
import { CACHE_DIR, ROOT } from './root.ts';

const BYTES_PER_KILOBYTE = 1_000;

/** Bundles every function as it is deployed, and compares the size of each with its limit. */
export async function checkSize(): Promise<Outcome> {
  const bundles = await bundleFunctions(join(ROOT, 'services'), join(CACHE_DIR, 'tradepost', 'bundles'));
  return { findings: await findLargeBundles(bundles), checked: `${bundles.length} functions` };
}

/** Returns a finding for each bundle above its limit, and writes the contents of that bundle beside it, largest first. */
export async function findLargeBundles(bundles: readonly FunctionBundle[]): Promise<readonly Finding[]> {
  const large = bundles.filter((bundle) => bundle.bytes > goalsOf(bundle).kilobytes * BYTES_PER_KILOBYTE);
  return Promise.all(
    large.map(async (bundle) => {
      const contents = `${bundle.file}.txt`;
      await writeFile(contents, await analyzeMetafile(bundle.metafile));
      const kind = bundle.usesAws ? 'with an AWS client' : 'without an AWS client';
      const kilobytes = Math.ceil(bundle.bytes / BYTES_PER_KILOBYTE);
      return {
        place: `${bundle.service} ${bundle.function}`,
        detail: `has ${kilobytes} kB; the limit of a function ${kind} is ${goalsOf(bundle).kilobytes} kB`,
        // Lambda loads the uncompressed file.
        fix: `Remove the first entries of ${relative(ROOT, contents)}, or import smaller parts of them.`,
      };
    }),
  );
}
