import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareEmulator } from './rehearse/emulator.ts';
import { runRehearsal } from './rehearse/run-rehearsal.ts';
import { stopSignal } from './start/stop-signal.ts';
import { createProgress, describeDuration } from './terminal/progress.ts';

const USAGE = `Rehearses a deployment: all services, with the real \`serverless deploy\`, into an emulator of AWS on this machine.

  pnpm rehearse [options]

  --keep      waits for Ctrl-C when everything is deployed and tried, before it is removed
  --required  fails where there is no Python 3.10 with pip, in place of passing over

It sells with every test token and compares the event logs with the local cloud's, changes a service and removes one while
orders flow, removes all, looks whether anything is left, and deploys and removes once more in the opposite order.`;

const CACHE_DIR = join(import.meta.dirname, '..', 'node_modules', '.cache');

/** `pnpm rehearse`: ends with 0 where all went as it must, or it cannot run here; with 1 where not; see `--help`. */
async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const { values } = parseArgs({
    args: args[0] === '--' ? args.slice(1) : args,
    options: {
      keep: { type: 'boolean', default: false },
      required: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const startEmulator = await prepareEmulator(CACHE_DIR);
  if (typeof startEmulator === 'string') {
    console.error(`rehearse: NOT REHEARSED: ${startEmulator}`);
    return values.required ? 2 : 0;
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
      ...(values.keep ? { onDeployed: keep } : {}),
    });
  } finally {
    await emulator.stop();
    await rm(workDir, { recursive: true, force: true });
  }
  console.log(`Rehearsed in ${since()}.`);
  return 0;
}

async function keep({ api, aws }: { readonly api: string; readonly aws: string }): Promise<void> {
  console.log(`The APIs are at ${api}, AWS is at ${aws}. Ctrl-C goes on.`);
  await stopSignal(undefined);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`rehearse: ${(error as Error).message}`);
  process.exitCode = 1;
}
