import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { reachLoopbackDirectly } from '@tradepost/local/local-environment';
import { packageService } from '@tradepost/local/packaging/package-service';
import { checkRoutes } from './deploy-check/check-routes.ts';
import { findUrl } from './deploy-check/deployed-stack.ts';
import { readPaths } from './deploy-check/read-paths.ts';

const ROOT = join(import.meta.dirname, '..');
const CACHE_DIR = join(ROOT, 'node_modules', '.cache', 'packaged-services');
const USAGE = `Calls every route of a deployed service that only reads, without a token. It finds the service with the credentials of the
environment. Public routes must answer; all others must ask for a token.

  pnpm deploy:check SERVICE --stage NAME

  --url URL   where its routes begin, instead of asking CloudFormation: http://127.0.0.1:4000 for npm start

Ends with 0 where all are answered, 1 where one is not, 2 where they cannot be asked.`;

/** The first line is the URL, for what reads it. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2).filter((arg) => arg !== '--'),
    allowPositionals: true,
    options: {
      stage: { type: 'string', default: '' },
      url: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [service, ...more] = positionals;
  if (service === undefined || more.length > 0 || values.stage === '')
    throw new Error('name one service, and --stage');
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

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`deploy:check: ${(error as Error).message}`);
  process.exitCode = 2;
}
