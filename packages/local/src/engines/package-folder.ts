import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The folder of an installed package, also of one whose `exports` hide its files; undefined where it is not installed. */
export function packageFolder(packageName: string, base: string = import.meta.url): string | undefined {
  const folders = createRequire(base).resolve.paths(packageName) ?? [];
  const manifest = folders
    .map((folder) => join(folder, packageName, 'package.json'))
    .find((path) => existsSync(path));
  return manifest === undefined ? undefined : dirname(manifest);
}
