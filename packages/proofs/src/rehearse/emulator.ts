import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { poll } from '@tradepost/command-line/poll';
import { forgetUserSettings } from '@tradepost/compiled-service/local-environment';
import { preparePythonPackage } from '@tradepost/gates/python/python-package';
import { type ChildEngine, startChildEngine, withFreePort } from '@tradepost/local/engines/child-engine';
import { createEmulatorApi, type EmulatorApi } from './emulator-api.ts';

/**
 * https://pypi.org/project/ministack/: AWS's APIs in one process, under the MIT licence. It signs and verifies tokens with
 * `cryptography`.
 */
const MINISTACK = {
  ...{ name: 'ministack', version: '1.5.33', oldestPython3: 10 },
  beside: ['cryptography==50.0.2'],
};
const READY_WITHIN = { withinMs: 60_000, firstPauseMs: 100, longestPauseMs: 500 };

export type Emulator = EmulatorApi & { readonly stop: () => Promise<void> };

type Environment = Readonly<Record<string, string>>;

/**
 * Starts an emulator without data, with its files in `dataDir`, on a free port of 127.0.0.1. `environment` has further
 * variables for it.
 */
export type StartEmulator = (dataDir: string, environment?: Environment) => Promise<Emulator>;

/**
 * Installs the emulator below `cacheDir`, unless it is there.
 *
 * @returns a function that starts it, or a message if it cannot be installed
 */
export async function prepareEmulator(cacheDir: string): Promise<StartEmulator | string> {
  const installed = await preparePythonPackage(MINISTACK, cacheDir);
  if (typeof installed === 'string') return installed;
  return (dataDir, environment = {}) => {
    forgetUserSettings();
    return withFreePort((port) => startEmulator(join(installed.bin, 'python'), dataDir, port, environment));
  };
}

async function startEmulator(
  python: string,
  dataDir: string,
  port: number,
  environment: Environment,
): Promise<Emulator> {
  const url = `http://127.0.0.1:${port}`;
  const files = join(dataDir, 'files');
  await mkdir(files, { recursive: true });
  const child = await startChildEngine({
    command: python,
    args: ['-m', 'ministack.app'],
    pidFile: join(dataDir, 'emulator.pid'),
    env: {
      ...environment,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      // The host in the URLs of queues.
      MINISTACK_HOST: '127.0.0.1',
      TMPDIR: files,
      LOG_LEVEL: 'ERROR',
      // A failing trigger refuses a token, as on AWS.
      MINISTACK_COGNITO_PRETOKEN_STRICT: '1',
      // Functions inherit these: the Node that they run on, and the endpoint of AWS.
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      AWS_ENDPOINT_URL: url,
    },
  });
  const api = createEmulatorApi(url);
  await untilReady(api, child);
  return { ...api, stop: child.stop };
}

async function untilReady(api: EmulatorApi, child: ChildEngine): Promise<void> {
  let output: string | undefined;
  void child.ended.then((text) => {
    output = text;
  });
  const isReady = await poll(async () => {
    if (output !== undefined) throw new Error(`the emulator ended before it was ready:\n${output}`);
    return (await api.isReady()) || undefined;
  }, READY_WITHIN);
  if (isReady !== undefined) return;
  await child.stop();
  throw new Error(`the emulator was not ready within ${READY_WITHIN.withinMs / 1_000} s`);
}
