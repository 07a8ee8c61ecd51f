import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Returns the folder of an installed package, even if its `exports` hide its files; undefined if it is not installed. */
export function packageFolder(packageName: string, base: string = import.meta.url): string | undefined {
  const folders = createRequire(base).resolve.paths(packageName) ?? [];
  const manifest = folders
    .map((folder) => join(folder, packageName, 'package.json'))
    .find((path) => existsSync(path));
  return manifest === undefined ? undefined : dirname(manifest);
}
