import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgress, describeDuration } from '@tradepost/command-line/progress';
import { runCommandLine } from '@tradepost/command-line/run-command-line';
import { stopSignal } from '@tradepost/local/stop-signal';
import { prepareEmulator } from './rehearse/emulator.ts';
import { type DeployedUrls, runRehearsal } from './rehearse/run-rehearsal.ts';

const USAGE = `Rehearses deployments of all services, by the real \`serverless deploy\`, to an emulator of AWS on this machine.

  pnpm rehearse [options]

  --keep      waits for Ctrl-C before it removes what is deployed
  --required  fails if there is no Python 3.10 with pip, instead of skipping

Steps, each with the time that it took:
  package                        every service for staging, for a change of staging, and for prod
  deploy                         everything to staging; every resource of the templates must exist, and orders must produce
                                 the same events as in the local cloud
  redeploy                       a change of every service to staging; nothing is removed first
  fail and repeat                the first deployment of every service to prod fails after its last resource; the rollback
                                 must leave nothing that prevents its repetition
  change one service under load  orders and then inventory, while orders are placed; every order must be confirmed
  remove                         catalog under load, then everything; what remains must be what the templates retain

packages/local/README.md lists what the emulator does not show.

Exit code: 0 if everything is as expected, 1 if not, 2 for a wrong command line, or with --required if it is skipped.`;

const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');

type RehearseOptions = { readonly keep: boolean; readonly required: boolean };

function parseRehearseOptions(args: readonly string[]): RehearseOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      keep: { type: 'boolean', default: false },
      required: { type: 'boolean', default: false },
    },
  });
  return values;
}

/** `pnpm rehearse`; `--help` has the exit codes. */
async function rehearse({ keep, required }: RehearseOptions): Promise<number> {
  const startEmulator = await prepareEmulator(CACHE_DIR);
  if (typeof startEmulator === 'string') {
    console.error(`rehearse: SKIPPED: ${startEmulator}`);
    return required ? 2 : 0;
  }
  const startedAtMs = performance.now();
  const since = () => describeDuration((performance.now() - startedAtMs) / 1_000);
  const workDir = await mkdtemp(join(tmpdir(), 'tradepost-rehearsal-'));
  const emulator = await startEmulator(join(workDir, 'emulator'));
  try {
    await runRehearsal({
      emulator,
      workDir,
      progress: createProgress(process.stderr),
      say: (what) => console.log(`${since()}: ${what}`),
      ...(keep ? { onDeployed: waitForCtrlC } : {}),
    });
  } finally {
    await emulator.stop();
    await rm(workDir, { recursive: true, force: true });
  }
  console.log(`Rehearsed in ${since()}.`);
  return 0;
}

async function waitForCtrlC({ url, catalogUrl, aws }: DeployedUrls): Promise<void> {
  console.log(
    `The HTTP API is at ${url}, the catalogue at ${catalogUrl}, AWS at ${aws}. Press Ctrl-C to continue.`,
  );
  await stopSignal(undefined);
}

process.exitCode = await runCommandLine({
  name: 'rehearse',
  usage: USAGE,
  parse: parseRehearseOptions,
  run: rehearse,
});
