import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.ts';

describe('When the fingerprint of a service is taken', () => {
  let root: string;
  let service: string;
  const write = (path: string, text: string): void => writeFileSync(join(root, path), text);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    service = join(root, 'orders');
    mkdirSync(join(service, 'src'), { recursive: true });
    mkdirSync(join(root, 'shared'));
    write(
      'orders/serverless.yml',
      `service: \${env:FINGERPRINT_SPEC}\nprovider: \${file(../shared/provider.yml)}\ncustom: \${file(../shared/rules.cjs)}\nplugins:\n  - 'house/plugin.cjs'`,
    );
    write('orders/src/place-order.ts', 'one');
    write('shared/provider.yml', 'name: aws');
    write('shared/rules.cjs', "require('./names.cjs')");
    write('shared/names.cjs', 'names');
    mkdirSync(join(root, 'node_modules', 'house'), { recursive: true });
    write('node_modules/house/plugin.cjs', 'plugin');
  });
  afterEach(() => {
    delete process.env['FINGERPRINT_SPEC'];
    rmSync(root, { recursive: true });
  });

  it('stays the same while nothing changes, and when only the code of a function does', () => {
    const before = fingerprintOf(service, 'dev');
    write('orders/src/place-order.ts', 'two');
    expect(fingerprintOf(service, 'dev')).toBe(before);
  });

  it.each([
    ['its configuration', () => write('orders/serverless.yml', 'service: other')],
    ['a fragment that it includes', () => write('shared/provider.yml', 'name: other')],
    ['a module that a fragment loads', () => write('shared/names.cjs', 'others')],
    ['a plugin that it names by its file', () => write('node_modules/house/plugin.cjs', 'another')],
    ['the list of its sources', () => write('orders/src/cancel-order.ts', '')],
    [
      'a variable of the environment that it reads',
      () => Object.assign(process.env, { FINGERPRINT_SPEC: 'x' }),
    ],
  ])('changes with %s', (_, change) => {
    const before = fingerprintOf(service, 'dev');
    change();
    expect(fingerprintOf(service, 'dev')).not.toBe(before);
  });

  it('changes with the stage', () => {
    expect(fingerprintOf(service, 'prod')).not.toBe(fingerprintOf(service, 'dev'));
  });
});
