import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reachLoopbackDirectly } from '@tradepost/local/local-environment';
import { packageService } from '@tradepost/local/packaging/package-service';
import { checkRoutes } from './deploy-check/check-routes.ts';
import { findUrl } from './deploy-check/deployed-stack.ts';
import { readPaths } from './deploy-check/read-paths.ts';
import { runCommandLine } from './terminal/run-command-line.ts';
import { toStage } from './terminal/to-stage.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');
const USAGE = `Calls every route of a deployed service that only reads, without a token. It finds the service with the credentials of the
environment. Public routes must answer; all others must ask for a token.

  pnpm deploy:check SERVICE --stage NAME

  --url URL   where its routes begin, instead of asking CloudFormation: http://127.0.0.1:4000 for npm start

Exit code: 0 if all answer, 1 if one does not, 2 for a wrong command line or if they cannot be called.`;

type DeployCheckOptions = {
  readonly service: string;
  readonly stage: string;
  readonly url: string | undefined;
};

function parseDeployCheckOptions(args: readonly string[]): DeployCheckOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { stage: { type: 'string' }, url: { type: 'string' } },
  });
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0) throw new Error('SERVICE must be the name of one service');
  if (values.stage === undefined) throw new Error('--stage is missing');
  return { service, stage: toStage(values.stage), url: values.url };
}

/** The first line that it prints is the URL: the pipeline reads it. */
async function deployCheck({ service, ...values }: DeployCheckOptions): Promise<number> {
  const packaged = await packageService(join(ROOT, 'services', service), {
    stage: values.stage,
    cacheDir: CACHE_DIR,
  });
  reachLoopbackDirectly();
  const url = values.url ?? (await findUrl(service, values.stage));
  console.log(url);
  // The local cloud needs no token.
  const isOpen = ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
  const checked = await checkRoutes(url, readPaths(packaged.state.service.functions), { isOpen });
  for (const { path, status, ok, detail } of checked)
    console.log(`${ok ? 'ok  ' : 'FAIL'} GET ${path} ${detail}${status === undefined ? '' : ` (${status})`}`);
  return checked.every(({ ok }) => ok) ? 0 : 1;
}

process.exitCode = await runCommandLine({
  name: 'deploy:check',
  usage: USAGE,
  parse: parseDeployCheckOptions,
  run: deployCheck,
  failureCode: 2,
});
