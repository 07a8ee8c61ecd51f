import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEmulator } from './rehearse/emulator.ts';
import { runRehearsal } from './rehearse/run-rehearsal.ts';
import { stopSignal } from './start/stop-signal.ts';
import { createProgress, describeDuration } from './terminal/progress.ts';
import { runCommandLine } from './terminal/run-command-line.ts';

const USAGE = `Rehearses a deployment: all services, with the real \`serverless deploy\`, into an emulator of AWS on this machine.

  pnpm rehearse [options]

  --keep      waits for Ctrl-C when everything is deployed and tried, before it is removed
  --required  fails if there is no Python 3.10 with pip, instead of skipping

It sells with every test token and compares the event logs with the local cloud's, changes a service and removes one while
orders flow, removes all, looks whether anything is left, and deploys and removes once more in the opposite order.`;

const CACHE_DIR = join(import.meta.dirname, '..', 'node_modules', '.cache');

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

/** `pnpm rehearse`: returns 0 if everything worked, or if it cannot run here; else 1; see `--help`. */
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
      cacheDir: join(CACHE_DIR, 'rehearsal-packages'),
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

async function waitForCtrlC({ api, aws }: { readonly api: string; readonly aws: string }): Promise<void> {
  console.log(`The APIs are at ${api}, AWS is at ${aws}. Press Ctrl-C to continue.`);
  await stopSignal(undefined);
}

process.exitCode = await runCommandLine({
  name: 'rehearse',
  usage: USAGE,
  parse: parseRehearseOptions,
  run: rehearse,
});
