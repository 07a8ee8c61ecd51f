import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackagedService } from '../packaging/service-state.ts';
import { packagedService } from '../templates/packaged-service.spec-kit.ts';
import { bundleService } from './bundle-service.ts';

const require = createRequire(import.meta.url);
const FUNCTIONS = {
  openJar: { name: 'open-jar', handler: 'src/open-jar.handler' },
  closeJar: { name: 'close-jar', handler: 'src/close-jar.handler' },
};

let root: string;
let service: PackagedService;
const write = (file: string, text: string): void => writeFileSync(join(service.dir, file), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundling-'));
  service = { ...packagedService('jars', {}, { functions: FUNCTIONS }), dir: join(root, 'jars') };
  mkdirSync(join(service.dir, 'src'), { recursive: true });
  write('package.json', '{"type":"module"}');
  write('src/shelf.ts', 'export const shelf: string[] = [];\nexport const format = () => typeof module;');
  write(
    'src/open-jar.ts',
    "import { format, shelf } from './shelf';\nexport const handler = () => [format(), ...shelf];",
  );
  write(
    'src/close-jar.ts',
    "import { shelf } from './shelf';\n\nexport const handler = (jar: string) => {\n  if (jar === '') throw new Error('no jar');\n  shelf.push(jar);\n};",
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const bundle = () => bundleService(service, join(root, 'cache'));
/** Returns the file of a function's bundle. */
async function fileOf(functionKey: string): Promise<string> {
  const { dir, handlers } = await bundle();
  return join(dir, (handlers.get(functionKey) ?? '').replace(/\.handler$/, ''));
}
const load = async (functionKey: string) => require(await fileOf(functionKey)).handler;

describe('bundleService', () => {
  it('makes CommonJS modules of functions, which share common code', async () => {
    const [openJar, closeJar] = [await load('openJar'), await load('closeJar')];
    expect(openJar()).toEqual(['object']);
    closeJar('plums');
    expect(openJar()).toEqual(['object', 'plums']);
    const { modules, sources } = await bundle();
    expect(modules.size).toBe(3);
    expect([...sources].map((file) => file.slice(root.length)).toSorted()).toEqual([
      '/jars/src/close-jar.ts',
      '/jars/src/open-jar.ts',
      '/jars/src/shelf.ts',
    ]);
  });

  it('maps positions to the sources', async () => {
    const file = await fileOf('closeJar');
    const script = `try { require(${JSON.stringify(file)}).handler('') } catch (error) { console.log(error.stack) }`;
    const output = execFileSync(process.execPath, ['--enable-source-maps', '-e', script], {
      encoding: 'utf8',
    });
    expect(output).toContain(`${join(service.dir, 'src/close-jar.ts')}:4:25`);
  });

  it('gives a changed function a new file, and an unchanged one the same', async () => {
    const before = [await fileOf('openJar'), await fileOf('closeJar')];
    write('src/close-jar.ts', "import { shelf } from './shelf';\nexport const handler = () => shelf.pop();");
    const after = [await fileOf('openJar'), await fileOf('closeJar')];
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  it('rejects with the position of an error in a source', async () => {
    write('src/open-jar.ts', 'export const handler = ;');
    await expect(bundle()).rejects.toThrow(/src\/open-jar\.ts:1:23/);
  });

  it('rejects if a function has no source', async () => {
    rmSync(join(service.dir, 'src/open-jar.ts'));
    await expect(bundle()).rejects.toThrow('jars: the function openJar has no source at');
  });
});
