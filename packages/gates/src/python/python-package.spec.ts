import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preparePythonPackage } from './python-package.ts';

describe('preparePythonPackage, without a Python that is new enough', () => {
  it('returns the reason, and creates nothing', async () => {
    const root = mkdtempSync(join(tmpdir(), 'python-package-'));
    const cacheDir = join(root, 'cache');
    const tool = { name: 'cfn-lint', version: '1.58.0', oldestPython3: 999 };
    expect(await preparePythonPackage(tool, cacheDir)).toBe('there is no Python 3.999 with venv here');
    expect(existsSync(cacheDir)).toBe(false);
    rmSync(root, { recursive: true });
  });
});
