import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { UsageError } from '@tradepost/command-line/usage-error';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { SERVICES_DIR } from './deploy-plan/services-dir.ts';
import { writeSboms } from './sbom/write-sboms.ts';

const USAGE = `Writes a software bill of materials for each function: the packages in its bundle, with version, licence and purl, as
CycloneDX JSON in SERVICE-FUNCTION.cdx.json.

  pnpm sbom --out DIR [--service NAME …]      all services if none is named`;

type Options = { readonly services: readonly string[]; readonly out: string };

function parseSbomOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      service: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.out === '') throw new Error('--out DIR is missing');
  return { services: values.service, out: resolve(values.out) };
}

async function writeAll({ services, out }: Options): Promise<number> {
  const known = findServices(SERVICES_DIR).map((dir) => basename(dir));
  const unknown = services.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--service must be one of ${known.join(', ')}, not ${JSON.stringify(unknown)}`);
  const workDir = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'tradepost', 'sbom');
  const files = await writeSboms(
    { servicesDir: SERVICES_DIR, services: services.length === 0 ? known : services, workDir, out },
    createProgress(process.stderr),
  );
  console.log(`${files.length} files in ${out}`);
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'sbom',
  usage: USAGE,
  parse: parseSbomOptions,
  run: writeAll,
});
