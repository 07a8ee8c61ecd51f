import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FILES = globSync('{packages,services,scripts}/**/*.{ts,cjs,yml,yaml,json}', {
  cwd: ROOT,
  exclude: (name) => /(^|\/)(node_modules|\.serverless|\.esbuild|\.tradepost)$/.test(name),
});

const filesWith = (text: string | RegExp) =>
  FILES.filter((file) => !file.includes('.spec') && readFileSync(join(ROOT, file), 'utf8').search(text) >= 0)
    .map((file) => relative('.', file))
    .toSorted();

describe('OPEN_ACCESS', () => {
  it('is read in one place', () => {
    expect(filesWith(/env(\[['"]|\.)OPEN_ACCESS/)).toEqual(['packages/lambda/src/http/open-access.ts']);
  });

  it('is named only by replacements of the gateway and by the rule against it', () => {
    expect(filesWith(/OPEN_ACCESS/)).toEqual([
      'packages/gates/src/check-config/access-rules.ts',
      'packages/lambda/src/http/open-access.ts',
      'packages/local/src/cloud-file.ts',
      'packages/local/src/functions/function-environment.ts',
      'packages/proofs/src/rehearse/adapt-template.ts',
      'packages/proofs/src/rehearse/require-tokens.ts',
      'packages/testing/src/sdk-environment.ts',
    ]);
  });
});
