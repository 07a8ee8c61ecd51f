import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Files with the contents of objects and parts, each written once. */
export type BodyFiles = {
  /** Writes a file, and resolves with its name. */
  readonly write: (content: Buffer) => Promise<string>;
  /** Writes the contents of several files into a new one, and resolves with its name. */
  readonly join: (names: readonly string[]) => Promise<string>;
  readonly path: (name: string) => string;
  readonly remove: (names: readonly string[]) => Promise<void>;
  /** Removes the files that are not in `names`, such as those that a kill left. */
  readonly keepOnly: (names: ReadonlySet<string>) => void;
};

/** Creates the folder if needed. */
export function createBodyFiles(folder: string): BodyFiles {
  mkdirSync(folder, { recursive: true });
  const path = (name: string): string => join(folder, name);
  return {
    path,
    write: async (content) => {
      const name = randomUUID();
      await writeFile(path(name), content);
      return name;
    },
    join: async (names) => {
      const name = randomUUID();
      for (const each of names)
        await pipeline(createReadStream(path(each)), createWriteStream(path(name), { flags: 'a' }));
      return name;
    },
    remove: async (names) => {
      await Promise.all(names.map((name) => rm(path(name), { force: true })));
    },
    keepOnly: (names) => {
      for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(path(name), { force: true });
    },
  };
}
