import { join, resolve } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { stage } from '@tradepost/command-line/parsers';
import { SERVICES_DIR, service } from './services.ts';

export const packageCommand = command(
  'package',
  'Packages a service for a stage, without AWS and without credentials. plan and deploy take the package.',
  { examples: ['pnpm stage package orders --stage dev --out package'] },
)
  .argument('<service>', 'name of the service', service('<service>'))
  .requiredOption('--stage <name>', 'the stage', stage)
  .requiredOption('--out <folder>', 'folder of the package')
  .option(
    '--boundary <name>',
    "permissions boundary of the functions' roles: the name of a managed policy, or its ARN",
  )
  .option(
    '--accept-simulated-payments',
    'the simulated payment provider, whose test tokens pay, also on a stage that retains data',
  )
  .option('--ignore-alarms', 'errors of the new version do not stop its deployment')
  .action(async (name, { stage: on, out, ...options }) => {
    const { writePackageWithCode } = await import('@tradepost/compiled-service/packaging/package-service');
    const { toParams } = await import('./package/params.ts');
    const folder = resolve(out);
    const wanted = { stage: on, params: toParams(options) };
    await writePackageWithCode(join(SERVICES_DIR, name), wanted, folder, process.env);
    console.log(`${name} on ${on}: packaged in ${folder}`);
  });
