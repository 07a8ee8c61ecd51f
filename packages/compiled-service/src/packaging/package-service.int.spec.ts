import {
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
import { unzipSync } from 'fflate';
import { findServices, packageQuickly, packageService, packageWithCode } from './package-service.ts';
import type { PackagedService } from './service-state.ts';

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

  it('compiles each content once, without bundling and without files in the folder of the service', async () => {
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
  });
});

describe('packageQuickly', () => {
  const codeOf = ({ packageDir }: PackagedService) =>
    Object.entries(unzipSync(readFileSync(join(packageDir, 'openJar.zip')))).map(([name, bytes]) => ({
      name,
      text: Buffer.from(bytes).toString(),
    }));

  it('packages the bundles of serverless-esbuild, anew if a parameter changes them, and leaves no temporary files', async () => {
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('openJar-'));
    const before = left();
    write(
      'serverless.yml',
      `${SERVERLESS_YML.replace('versionFunctions: false', 'versionFunctions: true')}
custom: { esbuild: { minify: true, define: { process.env.LID: '"\${param:lid}"' } } }
params: { default: { lid: open } }`,
    );
    write('src/lids.ts', 'export const colours: Record<string, string> = { open: "red" };');
    write(
      'src/open-jar.ts',
      "import { colours } from './lids';\nexport const handler = async () => colours[process.env.LID ?? ''];",
    );
    const [cacheDir, artifacts] = [join(root, 'cache'), join(root, 'artifacts')];
    const quickly = (folder: string, ...params: string[]) =>
      packageQuickly(dir, { stage: 'dev', params }, join(root, folder), artifacts);
    const real = await packageWithCode(dir, { stage: 'dev', cacheDir });
    const quick = await quickly('quick');
    expect(codeOf(real)).toEqual([{ name: 'src/open-jar.js', text: expect.stringContaining('red') }]);
    expect(codeOf(quick)).toEqual(codeOf(real));
    for (const { template } of [real, quick])
      expect(JSON.stringify(template)).toContain('AWS::Lambda::Version');
    const shut = await quickly('shut', 'lid=shut');
    expect(codeOf(shut)).not.toEqual(codeOf(real));
    expect(codeOf(shut)).toEqual(
      codeOf(await packageWithCode(dir, { stage: 'dev', params: ['lid=shut'], cacheDir })),
    );
    expect(readdirSync(artifacts)).toHaveLength(2);
    expect(left()).toEqual(before);
  });
});

describe('packageService, if a file changes meanwhile', () => {
  it('packages again, and keeps no package that may be of the changed file', async () => {
    write('changing.cjs', CHANGING);
    write(
      'serverless.yml',
      SERVERLESS_YML.replace('[serverless-esbuild]', '[serverless-esbuild, ./changing.cjs]'),
    );
    const cacheDir = join(root, 'cache');
    const { state } = await packageService(dir, { stage: 'dev', cacheDir });
    expect(Object.keys(state.service.functions)).toEqual(['openJar', 'closeJar']);
    expect(readdirSync(join(cacheDir, 'packaged-services'))).toHaveLength(1);
  });
});

describe('findServices', () => {
  it('returns folders with a serverless.yml', () => {
    expect(findServices(join(root, 'services'))).toEqual([dir]);
  });

  it('throws if the folder has no services', () => {
    expect(() => findServices(root)).toThrow(`No service in ${root}`);
  });
});
