import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relocatePackage, writePackage } from './package-folder.ts';
import { readServiceState } from './service-state.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (state: unknown): void =>
  writeFileSync(join(folder, 'serverless-state.json'), JSON.stringify(state, null, 2));

describe('relocatePackage', () => {
  it.each(['.serverless/placeOrder.zip', '/home/runner/work/package/placeOrder.zip', 'placeOrder.zip'])(
    'names the code in the folder of the package, not at %s',
    (artifact) => {
      write({ package: { artifact }, name: 'a/b.zip' });
      relocatePackage(folder);
      expect(JSON.parse(readFileSync(join(folder, 'serverless-state.json'), 'utf8'))).toEqual({
        package: { artifact: join(folder, 'placeOrder.zip') },
        name: 'a/b.zip',
      });
    },
  );
});

describe('writePackage', () => {
  it('writes the package with another template, and its other contents unchanged', () => {
    const provider = { stage: 'dev', compiledCloudFormationTemplate: { Resources: {} } };
    write({ package: { artifact: '/a.zip' }, service: { service: 'jars', provider, functions: {} } });
    const template = { Resources: { Jars: { Type: 'AWS::SQS::Queue' } } };
    writePackage(folder, join(folder, 'other'), template);
    const other = readServiceState('/services/jars', join(folder, 'other'));
    expect(other).toMatchObject({ state: { package: { artifact: '/a.zip' } }, template });
    expect(readServiceState('/services/jars', folder).template).toEqual({ Resources: {} });
  });
});
