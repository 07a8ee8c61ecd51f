import { createServer } from 'node:net';

/** Below the ephemeral ports of operating systems, so that a free port is likely to stay free. */
const LOWEST = 15_000;
const HIGHEST = 30_000;
const MAX_ATTEMPTS = 50;

/** Returns the first of two free consecutive ports: for the API of the local cloud, and for its AWS APIs. */
export async function findPortPair(): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error(`no two consecutive ports are free between ${LOWEST} and ${HIGHEST}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
