import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedPages } from './generated-pages.ts';

const FOLDER = join(import.meta.dirname, '..');
const generated = await generatedPages(FOLDER);

describe('the generated files', () => {
  it.each(generated.map(({ path, text }) => [path, text]))(
    'are up to date (pnpm generate pages): %s',
    (path, text) => {
      expect(readFileSync(join(FOLDER, path), 'utf8')).toBe(text);
    },
  );

  it('are all diagrams that there are', () => {
    const diagrams = generated.filter(({ path }) => path.startsWith('diagrams/')).map(({ path }) => path);
    expect(readdirSync(join(FOLDER, 'diagrams')).map((name) => `diagrams/${name}`)).toEqual(
      diagrams.toSorted(),
    );
  });
});
