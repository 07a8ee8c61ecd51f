import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Finding } from '../gate.ts';
import { preparePythonPackage } from '../python/python-package.ts';

export const ZIZMOR_VERSION = '1.32.0';

const LINT_TIMEOUT_MS = 60_000;
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;
const run = promisify(execFile);

/** Audits the security of workflow files, by their paths below `root`, with a configuration file if there is one. */
export type Zizmor = (root: string, files: readonly string[], config?: string) => Promise<readonly Finding[]>;

/** The part of zizmor's JSON that is read. */
type ZizmorFinding = {
  readonly ident: string;
  readonly desc: string;
  readonly url: string;
  readonly locations: readonly {
    readonly symbolic: {
      readonly key: { readonly Local?: { readonly verbatim_path: string } };
      readonly kind: string;
    };
    readonly concrete: { readonly location: { readonly start_point: { readonly row: number } } };
  }[];
};

/**
 * Installs zizmor (script injection, rights, credentials, unpinned actions) below `cacheDir`, unless it is there. It audits
 * without the network.
 *
 * @returns the auditor, or the reason as text if there is none: no Python 3.9, or a failed installation
 * @see https://docs.zizmor.sh/audits/
 */
export async function prepareZizmor(cacheDir: string): Promise<Zizmor | string> {
  const installed = await preparePythonPackage(
    { name: 'zizmor', version: ZIZMOR_VERSION, oldestPython3: 9 },
    cacheDir,
  );
  if (typeof installed === 'string') return installed;
  const program = join(installed.bin, 'zizmor');
  return async (root, files, config) => {
    const args = ['--offline', '--no-exit-codes', '--no-progress', '--quiet', '--format', 'json'];
    const configured = config === undefined ? ['--no-config'] : ['--config', config];
    const { stdout } = await run(program, [...args, ...configured, '--', ...files], {
      cwd: root,
      timeout: LINT_TIMEOUT_MS,
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return (JSON.parse(stdout) as ZizmorFinding[]).map(toFinding);
  };
}

function toFinding({ ident, desc, url, locations }: ZizmorFinding): Finding {
  const place = locations.find(({ symbolic }) => symbolic.kind === 'Primary') ?? locations[0];
  const file = place?.symbolic.key.Local?.verbatim_path ?? '';
  const line = (place?.concrete.location.start_point.row ?? 0) + 1;
  return { place: `${file}:${line}`, detail: desc, rule: ident, fix: url };
}
