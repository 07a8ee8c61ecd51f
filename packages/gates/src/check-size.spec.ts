import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLargeBundles } from './check-size.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-size-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const bundle = (name: string, bytes: number, usesAws: boolean) => ({
  ...{ service: 'orders', function: name, file: join(folder, `${name}.cjs`), bytes, usesAws },
  metafile: {
    inputs: { 'zod.js': { bytes, imports: [] } },
    outputs: {
      'out.cjs': { bytes, inputs: { 'zod.js': { bytesInOutput: bytes } }, imports: [], exports: [] },
    },
  },
});

describe('findLargeBundles', () => {
  it('accepts 400 kB with an AWS client, 40 kB without, and the higher limits of single functions', async () => {
    const bundles = [bundle('sweepOrders', 400_000, true), bundle('light', 40_000, false)];
    expect(await findLargeBundles([...bundles, bundle('placeOrder', 440_000, true)])).toEqual([]);
  });

  it.each([
    ['sweepOrders', 400_001, true, 'has 401 kB; the limit of a function with an AWS client is 400 kB'],
    ['light', 40_001, false, 'has 41 kB; the limit of a function without an AWS client is 40 kB'],
  ])('finds %s with %d bytes, and writes its contents', async (name, bytes, usesAws, detail) => {
    const found = await findLargeBundles([bundle(name, bytes, usesAws)]);
    expect(found).toEqual([
      { place: `orders ${name}`, detail, fix: expect.stringMatching(new RegExp(`${name}\\.cjs\\.txt`)) },
    ]);
    expect(readFileSync(join(folder, `${name}.cjs.txt`), 'utf8')).toContain('zod.js');
  });
});
