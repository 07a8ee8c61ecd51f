import { createServer } from 'node:net';

/** Below those that systems give to whoever asks for any port: what is free now is likely to be free later. */
const LOWEST = 15_000;
const HIGHEST = 30_000;
const MAX_ATTEMPTS = 50;

/** The first of two ports in a row that nobody listens on: the local cloud's APIs, and AWS's. */
export async function findPortPair(): Promise<number> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error(`no two ports in a row are free between ${LOWEST} and ${HIGHEST}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
