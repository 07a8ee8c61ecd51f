import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage } from './check-package.ts';

describe('a package', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-folder-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (state: unknown) =>
    writeFileSync(join(folder, 'serverless-state.json'), JSON.stringify(state, null, 2));
  const stateOf = (service: string, stage: string) => ({
    service: {
      service,
      provider: { stage, compiledCloudFormationTemplate: { Resources: {} } },
      functions: {},
    },
  });

  it('is refused for another service or another stage', () => {
    write(stateOf('tradepost-orders', 'dev'));
    expect(() => checkPackage(folder, '/repository/services/orders', 'prod')).toThrow(
      `--package ${folder} must be tradepost-orders on prod, not tradepost-orders on dev`,
    );
    expect(() => checkPackage(folder, '/repository/services/catalog', 'dev')).toThrow(
      'must be tradepost-catalog on dev, not tradepost-orders on dev',
    );
  });

  it('is refused if it is not one', () => {
    expect(() => checkPackage(folder, '/repository/services/orders', 'dev')).toThrow(
      `--package ${folder} has no serverless-state.json: pnpm stage package orders writes one`,
    );
  });
});
