import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Seeds that once broke a promise; a spec runs each of them. */
const FILE = 'packages/simulation/src/regressions/seeds.json';

/** Adds a seed to those that the regression spec runs; returns their file. */
export function saveSeed(root: string, seed: number): string {
  const path = join(root, FILE);
  const seeds: readonly number[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  const saved = [...new Set([...seeds, seed])].sort((one, other) => one - other);
  writeFileSync(path, `${JSON.stringify(saved)}\n`);
  return FILE;
}
