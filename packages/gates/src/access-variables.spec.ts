import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const STACK = 'packages/lambda/src/http/*.ts';

/** Names of environment variables that the files read, in any notation; `*` for a name that is computed. */
function variablesReadIn(pattern: string): readonly string[] {
  const files = globSync(pattern, { cwd: ROOT }).filter((file) => !file.includes('.spec'));
  const texts = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
  const reads = texts.flatMap((text) => [...text.matchAll(/\bprocess\.env\b(?:\['(\w+)'\])?/g)]);
  return [...new Set(reads.map(([, name]) => name ?? '*'))].toSorted();
}

describe('the HTTP stack', () => {
  it('has no variable that opens routes: it reads the issuers of tokens and the methods of a path', () => {
    expect(variablesReadIn(STACK)).toEqual(['ALLOWED_METHODS', 'CUSTOMER_ISSUER', 'STAFF_ISSUER']);
  });
});

it('no file of the product names a switch that gives scopes to callers without a token', () => {
  const files = globSync('{packages,services,scripts,.github}/**/*.{ts,cjs,mjs,yml,yaml,json}', {
    cwd: ROOT,
    exclude: (name) => /(?:^|\/)(?:node_modules|\.serverless|\.esbuild|\.tradepost)$/.test(name),
  });
  const named = files.filter((file) =>
    /OPEN_?ACCESS|SKIP_?AUTH|NO_?AUTH\b|DISABLE_?AUTH/i.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  expect(named).toEqual([]);
});
