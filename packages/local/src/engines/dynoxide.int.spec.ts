import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startDynamodbEngine } from './dynamodb-engine.ts';
import { DYNOXIDE_VERSION, findDynoxide } from './dynoxide.ts';
import { indexStreamRecords } from './dynoxide-index.ts';
import { packageFolder } from './package-folder.ts';

/** A platform for which the package is not installed. */
const MAC = { platform: 'darwin', arch: 'arm64' } as const;
const NAME = '@dynoxide/darwin-arm64';

const here = packageFolder('@dynoxide/linux-x64');
const onLinux =
  here === undefined || process.platform !== 'linux' || process.arch !== 'x64' ? describe.skip : describe;

onLinux('findDynoxide on a platform whose package is not installed', () => {
  let folder: string;
  let registry: Registry;
  let outside: NodeJS.ProcessEnv;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
    registry = await startRegistry(packMacPackage(folder));
    outside = { ...process.env };
    process.env['npm_config_registry'] = registry.url;
    process.env['npm_config_cache'] = join(folder, 'npm-cache');
  });
  afterEach(() => {
    delete process.env['npm_config_registry'];
    delete process.env['npm_config_cache'];
    Object.assign(process.env, outside);
    registry.server.close();
    rmSync(folder, { recursive: true });
  });
  const options = () => ({ ...MAC, cacheDir: join(folder, 'engines') });

  it('installs the package in the same version through npm, once, and starts the engine', async () => {
    const lines: string[] = [];
    const engine = await startDynamodbEngine({ dynoxide: options(), log: (line) => lines.push(line) });
    await engine.stop();
    expect(engine.name).toBe('dynoxide');
    expect(lines).toEqual([`Installing ${NAME} ${DYNOXIDE_VERSION} through npm, once`]);

    const requests = registry.requests.length;
    expect(requests).toBeGreaterThan(0);
    expect(await findDynoxide(options())).toEqual({
      command: join(folder, 'engines', `dynoxide-darwin-arm64-${DYNOXIDE_VERSION}`, 'dynoxide'),
    });
    expect(registry.requests).toHaveLength(requests);
  });

  it('refuses a package that differs from the integrity that the registry states', async () => {
    registry.tamper();
    expect(await findDynoxide(options())).toEqual({ missing: expect.stringContaining('EINTEGRITY') });
    expect(readdirSync(join(folder, 'engines'))).toEqual([]);
  });

  it('names both engines if npm has no package and there is no Java', async () => {
    process.env['npm_config_registry'] = `${registry.url}/nothing`;
    // Has npm, but no java.
    process.env['PATH'] = binWithout(folder);
    const message = await startDynamodbEngine({ dynoxide: options() }).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(message).toContain(
      `dynoxide: ${NAME} ${DYNOXIDE_VERSION}: npm could not install it (code E404: 404 `,
    );
    expect(message).toContain('dynamodb-local: there is no Java (17 or newer)');
    expect(message).toContain('Either let npm reach its registry, for dynoxide, or install Java 17');
  });

  it('sends no request for a platform that has no package', async () => {
    expect(await findDynoxide({ ...options(), platform: 'sunos' })).toEqual({
      missing: 'there is no dynoxide for sunos-arm64',
    });
    expect(await findDynoxide({ ...options(), platform: 'win32' })).toEqual({
      missing: 'on Windows the local cloud runs in WSL',
    });
    expect(registry.requests).toEqual([]);
  });
});

onLinux('the stream records of dynoxide', () => {
  it('have an index for the next sequence number and the next page', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'dynoxide-'));
    const engine = await startDynamodbEngine({ engine: 'dynoxide', dataDir });
    const database = new DatabaseSync(engine.dynoxideFile ?? '', { readOnly: true });
    const plans = [
      "SELECT max(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'orders'",
      "SELECT * FROM _stream_records WHERE table_name = 'orders' AND shard_id = 's' AND CAST(sequence_number AS INTEGER) > 1 ORDER BY CAST(sequence_number AS INTEGER) LIMIT 9",
    ].map((query) => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${query}`).all()));
    database.close();
    await engine.stop();
    rmSync(dataDir, { recursive: true });
    for (const plan of plans) expect(plan).toMatch(/SEARCH _stream_records USING .*stream_records_by_place/u);
  });

  it('are left alone if another version of the engine has none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
    expect(indexStreamRecords(join(folder, 'other.db'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});

describe('DYNOXIDE_VERSION', () => {
  it('is the version in the catalog of the workspace', () => {
    const workspace = readFileSync(new URL('../../../../pnpm-workspace.yaml', import.meta.url), 'utf8');
    expect(workspace).toContain(`'@dynoxide/linux-x64': ${DYNOXIDE_VERSION}\n`);
  });
});

/** Packs a tarball as npm does, with the program for Linux, so that it runs on this machine. */
function packMacPackage(folder: string): Buffer {
  const packed = join(folder, 'package');
  mkdirSync(packed);
  copyFileSync(join(here ?? '', 'dynoxide'), join(packed, 'dynoxide'));
  const manifest = { name: NAME, version: DYNOXIDE_VERSION, os: ['darwin'], cpu: ['arm64'] };
  writeFileSync(join(packed, 'package.json'), JSON.stringify(manifest));
  execFileSync('tar', ['-czf', join(folder, 'package.tgz'), '-C', folder, 'package']);
  return readFileSync(join(folder, 'package.tgz'));
}

/** Returns a folder for the PATH that has npm only. */
function binWithout(folder: string): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const npm = (process.env['PATH'] ?? '').split(':').find((each) => existsSync(join(each, 'npm'))) ?? '';
  writeFileSync(
    join(bin, 'npm'),
    `#!/bin/sh\nexec "${process.execPath}" "${realNpm(join(npm, 'npm'))}" "$@"\n`,
    { mode: 0o755 },
  );
  return bin;
}

function realNpm(path: string): string {
  return execFileSync('/usr/bin/env', ['readlink', '-f', path]).toString().trim();
}

type Registry = {
  readonly url: string;
  readonly server: Server;
  readonly requests: string[];
  readonly tamper: () => void;
};

/** Starts an npm registry with one package. https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
async function startRegistry(tarball: Buffer): Promise<Registry> {
  let served = tarball;
  const requests: string[] = [];
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(path);
    if (path === '/package.tgz') return response.end(served);
    if (path !== `/${NAME}`) return response.writeHead(404).end('{}');
    const version = {
      ...{ name: NAME, version: DYNOXIDE_VERSION, os: ['darwin'], cpu: ['arm64'] },
      dist: { integrity, tarball: `http://${request.headers.host}/package.tgz` },
    };
    const metadata = {
      name: NAME,
      'dist-tags': { latest: DYNOXIDE_VERSION },
      versions: { [DYNOXIDE_VERSION]: version },
    };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    requests,
    tamper: () => {
      served = Buffer.concat([tarball, Buffer.from('more')]);
    },
  };
}
