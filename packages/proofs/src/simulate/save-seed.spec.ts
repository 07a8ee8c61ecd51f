import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { saveSeed } from './save-seed.ts';

const root = mkdtempSync(join(tmpdir(), 'save-seed-'));
afterAll(() => rmSync(root, { recursive: true }));

it('saves each seed once, in the file that the specs read', () => {
  const file = 'packages/simulation/src/regressions/seeds.json';
  mkdirSync(dirname(join(root, file)), { recursive: true });
  for (const seed of [42, 7, 42, 1_000]) expect(saveSeed(root, seed)).toBe(file);
  expect(JSON.parse(readFileSync(join(root, file), 'utf8'))).toEqual([7, 42, 1_000]);
});
