import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprintOf } from './fingerprint.ts';

describe('fingerprintOf', () => {
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
    write('shared/rules.cjs', "require('./names.cjs'); require(`./parts/${name}.cjs`)");
    mkdirSync(join(root, 'shared', 'parts'));
    write('shared/parts/tables.cjs', 'tables');
    write('shared/names.cjs', 'names');
    mkdirSync(join(root, 'node_modules', 'house'), { recursive: true });
    write('node_modules/house/plugin.cjs', 'plugin');
  });
  afterEach(() => {
    delete process.env['FINGERPRINT_SPEC'];
    rmSync(root, { recursive: true });
  });

  it('returns the same hash if nothing or only the code of a function changed', () => {
    const before = fingerprintOf(service, 'dev');
    write('orders/src/place-order.ts', 'two');
    expect(fingerprintOf(service, 'dev')).toBe(before);
  });

  it.each([
    ['the configuration', () => write('orders/serverless.yml', 'service: other')],
    ['a fragment that it includes', () => write('shared/provider.yml', 'name: other')],
    ['a module that a fragment loads', () => write('shared/names.cjs', 'others')],
    ['a module whose path has a variable', () => write('shared/parts/tables.cjs', 'others')],
    ['a plugin that is given by its file', () => write('node_modules/house/plugin.cjs', 'another')],
    ['the list of source files', () => write('orders/src/cancel-order.ts', '')],
    [
      'an environment variable that the configuration reads',
      () => Object.assign(process.env, { FINGERPRINT_SPEC: 'x' }),
    ],
  ])('changes with %s', (_, change) => {
    const before = fingerprintOf(service, 'dev');
    change();
    expect(fingerprintOf(service, 'dev')).not.toBe(before);
  });

  it('returns another hash for another stage', () => {
    expect(fingerprintOf(service, 'prod')).not.toBe(fingerprintOf(service, 'dev'));
  });
});
