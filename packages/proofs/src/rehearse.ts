import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '@tradepost/command-line/command';
import { createProgress, describeDuration } from '@tradepost/command-line/progress';
import { CACHE_DIR } from '@tradepost/gates/root';
import type { DeployedUrls } from './rehearse/run-rehearsal.ts';

const STEPS = `Steps, each with the time that it took:
  package                        every service for staging, for a change of staging, and for prod
  deploy                         everything to staging; every resource of the templates must exist, routes must answer as
                                 designed to staff, a customer, a machine and nobody, and orders must produce the same
                                 events as in the local cloud
  redeploy                       a change of every service to staging; nothing is removed first
  fail and repeat                the first deployment of every service to prod fails after its last resource; the rollback
                                 must leave nothing that prevents its repetition
  change one service under load  orders and then inventory, while orders are placed; every order must be confirmed
  remove                         catalog under load, then everything; what remains must be what the templates retain

packages/local/README.md lists what the emulator does not show.`;

/** Deploys all services to an emulator of AWS, which needs Python. */
export const rehearse = command(
  'rehearse',
  'Rehearses deployments of all services, by the real `serverless deploy`, to an emulator of AWS on this machine.',
  { notes: STEPS, exitCodes: '0 if everything is as expected or it is skipped, 1 if not' },
)
  .option('--keep', 'waits for Ctrl-C before it removes what is deployed')
  .option('--required', 'fails if there is no Python 3.10 with pip, instead of skipping')
  .action(async ({ keep, required }) => {
    const { prepareEmulator } = await import('./rehearse/emulator.ts');
    const startEmulator = await prepareEmulator(CACHE_DIR);
    if (typeof startEmulator === 'string') {
      console.error(`SKIPPED: ${startEmulator}`);
      if (required) process.exitCode = 1;
      return;
    }
    const { runRehearsal } = await import('./rehearse/run-rehearsal.ts');
    const startedAtMs = performance.now();
    const since = () => describeDuration((performance.now() - startedAtMs) / 1_000);
    const workDir = await mkdtemp(join(tmpdir(), 'tradepost-rehearsal-'));
    const emulator = await startEmulator(join(workDir, 'emulator'));
    try {
      await runRehearsal({
        ...{ emulator, workDir },
        progress: createProgress(process.stderr),
        log: (message) => console.log(`${since()}: ${message}`),
        ...(keep ? { onDeployed: waitForCtrlC } : {}),
      });
    } finally {
      await emulator.stop();
      await rm(workDir, { recursive: true, force: true });
    }
    console.log(`Rehearsed in ${since()}.`);
  });

async function waitForCtrlC({ url, catalogUrl, aws }: DeployedUrls): Promise<void> {
  const { stopSignal } = await import('@tradepost/local/stop-signal');
  console.log(
    `The HTTP API is at ${url}, the catalogue at ${catalogUrl}, AWS at ${aws}. Press Ctrl-C to continue.`,
  );
  await stopSignal(undefined);
}
