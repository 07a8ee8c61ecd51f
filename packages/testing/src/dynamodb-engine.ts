import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const HOST = '127.0.0.1';
const READY_TIMEOUT_MS = 10_000;
const READY_POLL_MS = 20;
const MAX_STARTS = 5;

/** Ends the engine when our end of its input closes: also where this process is killed. */
const DIES_WITH_PARENT = '"$@" >/dev/null 2>&1 & engine=$!; cat >/dev/null; kill -9 $engine';

export type Engine = { readonly endpoint: string; readonly stop: () => Promise<void> };

/** Starts an engine that keeps its data in memory. Another process may take the port first: then on another. */
export async function startEngine(): Promise<Engine> {
  for (let start = 1; ; start += 1) {
    try {
      return await startOn(await freePort());
    } catch (error) {
      if (start === MAX_STARTS) throw error;
    }
  }
}

async function startOn(port: number): Promise<Engine> {
  const args = [binary(), 'serve', '--host', HOST, '--port', String(port)];
  const child = spawn('/bin/sh', ['-c', DIES_WITH_PARENT, 'sh', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = () => {
    child.stdin.end();
    return ended;
  };
  const endpoint = `http://${HOST}:${port}`;
  const giveUpAt = Date.now() + READY_TIMEOUT_MS;
  while (!(await answers(endpoint))) {
    if (Date.now() > giveUpAt) {
      await stop();
      throw new Error(`the DynamoDB engine did not answer within ${READY_TIMEOUT_MS} ms`);
    }
    await sleep(READY_POLL_MS);
  }
  return { endpoint, stop };
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await fetch(endpoint);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, HOST, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

function binary(): string {
  const local = fileURLToPath(new URL('../../local/package.json', import.meta.url));
  return join(dirname(createRequire(local).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
}
