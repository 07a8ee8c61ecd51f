import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { poll } from '@tradepost/command-line/poll';
import { startChildEngine, withFreePort } from '@tradepost/local/engines/child-engine';
import { buildGoProgram } from '@tradepost/local/engines/go-program';

/**
 * https://github.com/stripe/stripe-mock, Stripe's own: it checks requests by Stripe's OpenAPI document, and answers with
 * examples. It stores nothing.
 */
const STRIPE_MOCK = { name: 'stripe-mock', package: 'github.com/stripe/stripe-mock', version: '0.203.0' };
const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');
const READY_WITHIN = { withinMs: 30_000, firstPauseMs: 50, longestPauseMs: 500 };

export type StripeMock = { readonly port: number; readonly stop: () => Promise<void> };

/**
 * Builds stripe-mock with the installed Go, unless that is done.
 *
 * @returns a function that starts it on a free port of 127.0.0.1, or the reason as text if it cannot be built
 */
export async function prepareStripeMock(): Promise<(() => Promise<StripeMock>) | string> {
  const built = await buildGoProgram(STRIPE_MOCK, CACHE_DIR);
  return typeof built === 'string' ? built : () => withFreePort((port) => start(built.binary, port));
}

async function start(command: string, port: number): Promise<StripeMock> {
  const folder = await mkdtemp(join(tmpdir(), 'stripe-mock-'));
  const child = await startChildEngine({
    command,
    args: ['-http-addr', `127.0.0.1:${port}`],
    pidFile: join(folder, 'stripe-mock.pid'),
  });
  const stop = async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  let output: string | undefined;
  void child.ended.then((text) => {
    output = text;
  });
  const isReady = await poll(async () => {
    if (output !== undefined) throw new Error(`stripe-mock ended before it was ready:\n${output}`);
    return fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => undefined,
    );
  }, READY_WITHIN);
  if (isReady) return { port, stop };
  await stop();
  throw new Error(`stripe-mock was not ready within ${READY_WITHIN.withinMs / 1_000} s`);
}
