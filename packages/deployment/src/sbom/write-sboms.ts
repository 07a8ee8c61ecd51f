import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { forEach } from '@tradepost/command-line/for-each';
import type { Progress } from '@tradepost/command-line/progress';
import { bundleFunctions, type FunctionBundle } from '@tradepost/compiled-service/bundling/bundle-functions';

const TIMEOUT_MS = 60_000;
const PARALLEL = 2;

type Config = {
  readonly servicesDir: string;
  readonly services: readonly string[];
  /** Folder for bundles and metafiles. */
  readonly workDir: string;
  readonly out: string;
};

/**
 * Writes the software bill of materials of each function of some services as `SERVICE-FUNCTION.cdx.json`: what esbuild put
 * into its bundle. The same sources give the same file.
 *
 * @returns the files
 */
export async function writeSboms(
  { servicesDir, services, workDir, out }: Config,
  progress: Progress,
): Promise<readonly string[]> {
  const bundles = await bundleFunctions(servicesDir, workDir, services);
  await mkdir(out, { recursive: true });
  const files: string[] = [];
  progress.begin('Listing', bundles.length, 'functions');
  await forEach(bundles, PARALLEL, async (bundle) => {
    const file = join(out, `${bundle.service}-${bundle.function}.cdx.json`);
    await writeSbom(bundle, join(servicesDir, bundle.service), file);
    files.push(file);
    progress.advance();
  });
  progress.end();
  return files.toSorted();
}

async function writeSbom(bundle: FunctionBundle, serviceDir: string, file: string): Promise<void> {
  const metafile = `${bundle.file}.meta.json`;
  // esbuild lists the inputs of all functions; only those of this bundle belong to it.
  const own = Object.keys(Object.values(bundle.metafile.outputs)[0]?.inputs ?? {});
  const inputs = Object.fromEntries(own.map((path) => [path, bundle.metafile.inputs[path]]));
  await writeFile(metafile, JSON.stringify({ ...bundle.metafile, inputs }));
  const args = [
    '--build-working-dir',
    serviceDir,
    '--output-reproducible',
    '--no-validate',
    '--output-file',
    file,
  ];
  await promisify(execFile)(process.execPath, [commandLine(), ...args, metafile], { timeout: TIMEOUT_MS });
}

/** The program of @cyclonedx/cyclonedx-esbuild, which its package does not export. */
function commandLine(): string {
  const main = createRequire(import.meta.url).resolve('@cyclonedx/cyclonedx-esbuild');
  return join(dirname(main), '..', 'bin', 'cyclonedx-esbuild-cli.js');
}
