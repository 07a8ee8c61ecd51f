import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatches, type Patch } from '../syntax/apply-patch.ts';
import { syntaxErrorsIn } from '../syntax/pattern.ts';
import { createSources } from '../syntax/sources.ts';
import { VERSIONS } from '../versions/versions.ts';
import { MUTANTS } from './mutants.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const SRC = join(import.meta.dirname, '..');
const sources = createSources(ROOT);

const changes: readonly { readonly name: string; readonly patches: readonly Patch[] }[] = [
  ...MUTANTS.filter(({ declared }) => declared === undefined),
  ...VERSIONS.map(({ service, name, patches }) => ({ name: `${service}: ${name}`, patches })),
];

describe('mutants', () => {
  it('are at least a hundred and have distinct names', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(100);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });

  it('name a promise that the simulation checks', () => {
    const checks = ['invariants', 'scenarios']
      .flatMap((folder) =>
        readdirSync(join(SRC, folder), { recursive: true }).map((file) => join(folder, String(file))),
      )
      .filter((file) => file.endsWith('.ts') && !file.includes('.spec.'))
      .concat('run-seed.ts')
      .map((file) => readFileSync(join(SRC, file), 'utf8'))
      .join('');
    // A name with an apostrophe is in double quotes.
    const isChecked = (name: string) => checks.includes(name.includes("'") ? `"${name}"` : `'${name}'`);
    expect(MUTANTS.filter(({ caughtBy }) => !isChecked(caughtBy))).toEqual([]);
  });

  it.each(changes)('fit one place of the sources each, which still parse: $name', ({ name, patches }) => {
    for (const [path, text] of applyPatches(sources, patches, name)) {
      expect(text).not.toBe(sources.read(path));
      expect(syntaxErrorsIn(text)).toEqual([]);
    }
  });
});
