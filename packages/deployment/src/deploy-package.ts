import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { toStage } from '@tradepost/command-line/to-stage';
import { findServices } from '@tradepost/compiled-service/packaging/package-service';
import { packageInto } from './deploy-package/package-folder.ts';
import { IGNORE_ALARMS, SIMULATED_PAYMENTS } from './deploy-plan/assess-stage.ts';
import { SERVICES_DIR } from './deploy-plan/services-dir.ts';

const USAGE = `Packages a service for a stage, without AWS and without credentials. deploy:plan and deploy:service take the package.

  pnpm deploy:package SERVICE --stage NAME --out DIR

  --boundary NAME  permissions boundary of the functions' roles: the name of a managed policy, or its ARN
  --accept-simulated-payments
                   the simulated payment provider, whose test tokens pay, also on a stage that retains data
  --ignore-alarms  errors of the new version do not stop its deployment`;

type Options = {
  readonly dir: string;
  readonly stage: string;
  readonly out: string;
  readonly params: readonly string[];
};

function parsePackageOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: '' },
      out: { type: 'string', default: '' },
      boundary: { type: 'string', default: '' },
      'accept-simulated-payments': { type: 'boolean', default: false },
      'ignore-alarms': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const dirs = findServices(SERVICES_DIR);
  const dir = dirs.find((each) => basename(each) === positionals[0]);
  if (dir === undefined || positionals.length !== 1)
    throw new Error(
      `SERVICE must be one of ${dirs.map((each) => basename(each)).join(', ')}, not ${JSON.stringify(positionals.join(' '))}`,
    );
  if (values.out === '') throw new Error('--out DIR is missing');
  return {
    dir,
    stage: toStage(values.stage),
    out: resolve(values.out),
    params: [
      ...(values.boundary === '' ? [] : [`permissionsBoundary=${values.boundary}`]),
      ...(values['accept-simulated-payments'] ? [SIMULATED_PAYMENTS] : []),
      ...(values['ignore-alarms'] ? [IGNORE_ALARMS] : []),
    ],
  };
}

async function writePackage({ dir, stage, out, params }: Options): Promise<number> {
  await packageInto(dir, stage, params, out);
  console.log(`${basename(dir)} on ${stage}: packaged in ${out}`);
  return 0;
}

process.exitCode = await runCommandLine({
  name: 'deploy:package',
  usage: USAGE,
  parse: parsePackageOptions,
  run: writePackage,
});
