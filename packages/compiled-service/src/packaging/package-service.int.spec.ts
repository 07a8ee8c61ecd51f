import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findServices, packageService, packageWithCode } from './package-service.ts';

const SLOW_MS = 60_000;
const NODE_MODULES = resolve(import.meta.dirname, '..', '..', 'node_modules');
const SERVERLESS_YML = `
service: fixture-jars
configValidationMode: error
plugins: [serverless-esbuild]
provider:
  name: aws
  runtime: nodejs24.x
  stage: \${opt:stage, 'dev'}
  deploymentMethod: direct
  versionFunctions: false
package: { individually: true }
functions: \${file(functions.yml)}
`;
const FUNCTIONS_YML = 'openJar: { handler: src/open-jar.handler }';
/** A plugin that changes the configuration once, after the framework has read it. */
const CHANGING = `
const { appendFileSync, readFileSync } = require('node:fs');
module.exports = class {
  constructor() {
    if (readFileSync('functions.yml', 'utf8').includes('closeJar')) return;
    appendFileSync('functions.yml', '\\ncloseJar: { handler: src/open-jar.handler }');
  }
};`;

let root: string;
let dir: string;
const write = (file: string, text: string): void => writeFileSync(join(dir, file), text);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'packaging-'));
  dir = join(root, 'services', 'jars');
  mkdirSync(join(dir, 'src'), { recursive: true });
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
  write('serverless.yml', SERVERLESS_YML);
  write('functions.yml', FUNCTIONS_YML);
  write('src/open-jar.ts', 'export const handler = async () => 1;');
});
afterEach(() => rmSync(root, { recursive: true }));

describe('packageService', () => {
  let cached: boolean[] = [];
  const run = async (stage = 'dev'): Promise<readonly string[]> => {
    const options = { stage, cacheDir: join(root, 'cache') };
    const onPackaged = (result: { cached: boolean }): void => void cached.push(result.cached);
    const { template } = await packageService(dir, { ...options, onPackaged });
    return Object.values(template.Resources).map(({ Type }) => Type.replace('AWS::', ''));
  };

  it(
    'compiles each content once, without bundling and without files in the folder of the service',
    async () => {
      cached = [];
      const types = ['IAM::Role', 'Lambda::Function', 'Logs::LogGroup', 'S3::Bucket', 'S3::BucketPolicy'];
      const found = await Promise.all([run(), run()]);
      expect(found.map((each) => each.toSorted())).toEqual([types, types]);
      expect(cached).toEqual([false, true]);
      expect(existsSync(join(dir, '.serverless'))).toBe(false);
      write('src/open-jar.ts', 'export const handler = async () => 2;');
      await run();
      expect(cached).toEqual([false, true, true]);
      write('functions.yml', `${FUNCTIONS_YML}\nnonsense: { handler: src/open-jar.handler, nonsense: true }`);
      await expect(run()).rejects.toThrow('jars: serverless package failed');
      expect(cached).toEqual([false, true, true]);
    },
    SLOW_MS,
  );
});

describe('packageWithCode', () => {
  const cacheDir = () => join(root, 'cache');
  const run = async (stage: string, ...params: string[]) => {
    const { packageDir, template } = await packageWithCode(dir, { stage, params, cacheDir: cacheDir() });
    return { zip: readFileSync(join(packageDir, 'openJar.zip')), template };
  };
  /** Appends bytes to the code in the cache, so that a package with these bytes was made from it. */
  const markCode = (): void => {
    const packages = join(cacheDir(), 'packaged-services');
    const folders = readdirSync(packages).filter((name) => name.startsWith('jars-code-'));
    expect(folders).toHaveLength(1);
    appendFileSync(join(packages, folders[0] ?? '', 'openJar.zip'), 'marked');
  };

  it(
    'bundles the same code once for all stages, anew if a parameter changes it, and leaves no temporary files',
    async () => {
      const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('openJar-'));
      const before = left();
      write(
        'serverless.yml',
        `${SERVERLESS_YML.replace('versionFunctions: false', 'versionFunctions: true')}
custom: { esbuild: { define: { process.env.LID: '"\${param:lid}"' } } }
params: { default: { lid: open } }`,
      );
      write('src/open-jar.ts', 'export const handler = async () => process.env.LID;');
      const first = await run('dev');
      expect(first.zip.length).toBeGreaterThan(100);
      expect(JSON.stringify(first.template)).toContain('AWS::Lambda::Version');
      markCode();
      expect((await run('prod')).zip.toString('latin1')).toBe(`${first.zip.toString('latin1')}marked`);
      expect((await run('dev', 'lid=shut')).zip.toString('latin1')).not.toContain('marked');
      expect(left()).toEqual(before);
    },
    SLOW_MS,
  );
});

describe('packageService, if a file changes meanwhile', () => {
  it(
    'packages again, and keeps no package that may be of the changed file',
    async () => {
      write('changing.cjs', CHANGING);
      write(
        'serverless.yml',
        SERVERLESS_YML.replace('[serverless-esbuild]', '[serverless-esbuild, ./changing.cjs]'),
      );
      const cacheDir = join(root, 'cache');
      const { state } = await packageService(dir, { stage: 'dev', cacheDir });
      expect(Object.keys(state.service.functions)).toEqual(['openJar', 'closeJar']);
      expect(readdirSync(join(cacheDir, 'packaged-services'))).toHaveLength(1);
    },
    SLOW_MS,
  );
});

describe('findServices', () => {
  it('returns folders with a serverless.yml', () => {
    expect(findServices(join(root, 'services'))).toEqual([dir]);
  });

  it('throws if the folder has no services', () => {
    expect(() => findServices(root)).toThrow(`No service in ${root}`);
  });
});
