import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareActionlint } from './check-workflows/actionlint.ts';

const BUILD_MS = 300_000;
const lint = await prepareActionlint(join(import.meta.dirname, '..', 'node_modules', '.cache'));
const whereItRuns = typeof lint === 'string' ? describe.skip : describe;

whereItRuns('When actionlint reads workflows', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'check-workflows-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const findingsIn = async (job: string) => {
    if (typeof lint === 'string') throw new Error(lint);
    writeFileSync(join(root, 'a.yml'), `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n${job}`);
    return lint(root, ['a.yml']);
  };

  it(
    'finds what GitHub would refuse, and says where',
    async () => {
      const found = await findingsIn('    needs: gates\n    steps: [{ run: echo }]\n');
      expect(found).toMatch(/^a\.yml:3:3: job "job" needs job "gates" which does not exist/);
    },
    BUILD_MS,
  );

  it(
    'finds nothing in a good one',
    async () => {
      expect(await findingsIn('    steps: [{ run: echo }]\n')).toBe('');
    },
    BUILD_MS,
  );
});
