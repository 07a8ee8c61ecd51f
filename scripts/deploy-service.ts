import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findServices, frameworkOf } from '@tradepost/local/packaging/package-service';
import { FIRST } from './deploy-matrix/find-services.ts';
import { runCommandLine } from './terminal/run-command-line.ts';
import { toStage } from './terminal/to-stage.ts';

const SERVICES_DIR = join(import.meta.dirname, '..', 'services');
const USAGE = `Deploys services to AWS, with the credentials of the environment.

  pnpm deploy:service SERVICE… --stage NAME
  pnpm deploy:service --all --stage NAME      every service, the platform first

  --role ARN       the role that CloudFormation acts as; without it, it acts with your rights
  --boundary ARN   the most that the functions' roles may do
                   (.github/deploy-role.yml makes both)`;

type Options = {
  readonly services: readonly string[];
  readonly stage: string;
  readonly params: readonly string[];
};

/** Runs `serverless deploy` in the folder of each service, one after the other; returns the first exit code but 0. */
async function deployAll(options: Options): Promise<number> {
  for (const service of options.services) {
    const code = await deploy(service, options);
    if (code !== 0) return code;
  }
  return 0;
}

function parseDeployOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      stage: { type: 'string', default: '' },
      role: { type: 'string', default: '' },
      boundary: { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const known = findServices(SERVICES_DIR).map((dir) => basename(dir));
  const services = values.all ? [FIRST, ...known.filter((name) => name !== FIRST)] : positionals;
  if (services.length === 0 || (values.all && positionals.length > 0))
    throw new Error('name services, or --all');
  const unknown = services.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Error(`there is no service ${unknown}, but ${known.join(', ')}`);
  const params = { deploymentRole: values.role, permissionsBoundary: values.boundary };
  const given = Object.entries(params).filter(([, value]) => value !== '');
  return {
    services,
    stage: toStage(values.stage),
    params: given.map(([name, value]) => `--param=${name}=${value}`),
  };
}

async function deploy(service: string, { stage, params }: Options): Promise<number> {
  const cwd = join(SERVICES_DIR, service);
  const args = [frameworkOf(cwd), 'deploy', '--stage', stage, ...params];
  const deploying = spawn(process.execPath, args, { cwd, stdio: 'inherit' });
  const [code] = (await once(deploying, 'exit')) as [number | null];
  return code ?? 1;
}

process.exitCode = await runCommandLine({
  name: 'deploy:service',
  usage: USAGE,
  parse: parseDeployOptions,
  run: deployAll,
  failureCode: 2,
});
