import { execFile, execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { openFaultServer } from './fault-server.spec-kit.ts';

const ROOT = join(import.meta.dirname, '..');
const TSC = join(ROOT, 'node_modules', '.bin', 'tsc');
const MAX_BUNDLE_BYTES = 16_000;
const BUILDS_WITHIN_MS = 300_000;

const CALL = `
import { createClient, unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
const client = createClient({ baseUrl: process.argv[2] ?? '' });
const options = { params: { path: { sku: 'MUG' } } };
const stock = await unwrap(client.GET('/v1/stock/{sku}', options));
const { error } = await client.GET('/v1/stock/{sku}', options);
console.log(stock.available, isProblem(error, 'STOCK_NOT_FOUND'));
`;

/** A folder with the packed client installed, as npm would do it. */
let consumer: string;

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'tradepost-client-'));
  const installed = join(consumer, 'node_modules', '@tradepost', 'client');
  mkdirSync(installed, { recursive: true });
  execFileSync('pnpm', ['pack', '--pack-destination', consumer], { cwd: ROOT, stdio: 'pipe' });
  const [tarball = ''] = globSync('*.tgz', { cwd: consumer });
  execFileSync('tar', ['xzf', tarball, '-C', installed, '--strip-components', '1'], { cwd: consumer });
  for (const dependency of ['openapi-fetch', 'oauth4webapi'])
    symlinkSync(join(ROOT, 'node_modules', dependency), join(consumer, 'node_modules', dependency));
  writeFileSync(join(consumer, 'call.mjs'), CALL);
  writeFileSync(
    join(consumer, 'types.mts'),
    `declare const process: { argv: string[] };${CALL}\n// @ts-expect-error\nclient.GET('/v1/nothing');`,
  );
}, BUILDS_WITHIN_MS);
afterAll(() => rmSync(consumer, { recursive: true, force: true }));

describe('the published client', () => {
  it('calls the API from Node without TypeScript', async () => {
    const server = await openFaultServer();
    try {
      server.play([
        { status: 503 },
        { status: 200, body: { available: 3 } },
        { status: 404, body: { code: 'STOCK_NOT_FOUND' } },
      ]);
      const args = ['call.mjs', server.url];
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: consumer });
      expect(stdout).toBe('3 true\n');
    } finally {
      await server.close();
    }
  });

  it.each([
    ['NodeNext', 'NodeNext'],
    ['ESNext', 'Bundler'],
  ])(
    'has types for module %s, module resolution %s',
    (module, moduleResolution) => {
      const options = ['--noEmit', '--strict', '--target', 'ES2022', '--lib', 'ES2022,DOM'];
      const resolution = ['--module', module, '--moduleResolution', moduleResolution];
      execFileSync(TSC, [...options, ...resolution, 'types.mts'], { cwd: consumer, stdio: 'pipe' });
    },
    BUILDS_WITHIN_MS,
  );

  it('is a small bundle for browsers', async () => {
    const entryPoints = [join(consumer, 'call.mjs')];
    const { outputFiles } = await build({
      entryPoints,
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
    });
    expect(outputFiles[0]?.contents.length).toBeLessThan(MAX_BUNDLE_BYTES);
  });
});
