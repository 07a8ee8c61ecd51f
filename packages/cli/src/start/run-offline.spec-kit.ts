import { spawn } from 'node:child_process';
import { poll } from '@tradepost/command-line/poll';
import { serviceDirOf } from '@tradepost/compiled-service/packaging/compile-services';
import { frameworkOf } from '@tradepost/compiled-service/packaging/framework';
import { findPortPair } from '@tradepost/testing/cloud/port-pair';

/**
 * Runs `serverless offline` in the folder of a service, until a GET of `path` is answered.
 *
 * @param env environment variables in addition to those of this process
 * @returns the response
 * @throws Error with the output, if the process ends before it answers
 */
export async function runOffline(
  service: string,
  { path, headers }: { readonly path: string; readonly headers: Readonly<Record<string, string>> },
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const port = await findPortPair();
  const cwd = serviceDirOf(service);
  const args = [
    'offline',
    '--host',
    '127.0.0.1',
    '--httpPort',
    String(port),
    '--lambdaPort',
    String(port + 1),
  ];
  const child = spawn(process.execPath, [frameworkOf(cwd), ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const response = await poll(
      () => {
        if (child.exitCode !== null) throw new Error(`serverless offline ended:\n${output}`);
        return fetch(`http://127.0.0.1:${port}${path}`, { headers }).catch(() => undefined);
      },
      { withinMs: 600_000, firstPauseMs: 100, longestPauseMs: 500 },
    );
    if (response === undefined) throw new Error(`serverless offline does not answer:\n${output}`);
    return { status: response.status, body: await response.json() };
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}
