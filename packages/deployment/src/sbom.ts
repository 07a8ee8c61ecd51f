import { join, resolve } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { repeated } from '@tradepost/command-line/parsers';
import { createProgress } from '@tradepost/command-line/progress';
import { ROOT, SERVICES_DIR, service, serviceNames } from './services.ts';

export const sbom = command(
  'sbom',
  'Writes a software bill of materials for each function: the packages in its bundle, with version, licence and purl.',
  {
    notes: 'The files are CycloneDX JSON, SERVICE-FUNCTION.cdx.json.',
    examples: ['pnpm stage sbom --out sboms --service orders'],
  },
)
  .requiredOption('--out <folder>', 'folder of the files')
  .option(
    '--service <name>',
    'a service; may be given several times (default: all)',
    repeated(service('--service')),
  )
  .action(async ({ out, service: services = serviceNames() }) => {
    const { writeSboms } = await import('./sbom/write-sboms.ts');
    const workDir = join(ROOT, 'node_modules', '.cache', 'tradepost', 'sbom');
    const folder = resolve(out);
    const files = await writeSboms(
      { servicesDir: SERVICES_DIR, services, workDir, out: folder },
      createProgress(process.stderr),
    );
    console.log(`${files.length} files in ${folder}`);
  });
