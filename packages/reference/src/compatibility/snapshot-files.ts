import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Snapshot } from './snapshot.ts';

/**
 * Reads the snapshot in a folder; undefined if the folder does not exist. A missing file counts as empty.
 *
 * @throws if a file is not JSON
 */
export async function readSnapshot(folder: string): Promise<Snapshot | undefined> {
  if (!existsSync(folder)) return undefined;
  const read = await Promise.all(
    FILES.map(async (name): Promise<[string, unknown]> => {
      const file = join(folder, `${name}.json`);
      return [name, existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : EMPTY[name]];
    }),
  );
  return Object.fromEntries(read) as Snapshot;
}

/** Writes the snapshot into a folder, one file per kind of contract, indented so that diffs are readable. */
export async function writeSnapshot(folder: string, snapshot: Snapshot): Promise<void> {
  await mkdir(folder, { recursive: true });
  await Promise.all(
    FILES.map((name) =>
      writeFile(join(folder, `${name}.json`), `${JSON.stringify(snapshot[name], null, 2)}\n`),
    ),
  );
}

/** The snapshot of no contracts. */
export const EMPTY: Snapshot = {
  envelopes: {},
  events: {},
  commands: {},
  routes: {},
  schemas: { input: {}, output: {} },
};

const FILES = ['envelopes', 'events', 'commands', 'routes', 'schemas'] as const;
