import { readFileSync } from 'node:fs';
import { loadRegistry } from '@tradepost/contracts/registry';
import { ACCESS_MATRIX, describeAccessMatrix } from './access-matrix.ts';

it('the table of access is up to date (pnpm generate pages)', async () => {
  expect(readFileSync(ACCESS_MATRIX, 'utf8')).toBe(describeAccessMatrix(await loadRegistry()));
});
