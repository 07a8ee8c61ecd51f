import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareActionlint } from './check-workflows/actionlint.ts';
import { prepareZizmor } from './check-workflows/zizmor.ts';

const BUILD_MS = 300_000;
const CACHE_DIR = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache');
const lint = await prepareActionlint(CACHE_DIR);
const audit = await prepareZizmor(CACHE_DIR);

(typeof lint === 'string' ? describe.skip : describe)('actionlint', () => {
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
    'finds what GitHub would refuse, with its place',
    async () => {
      const found = await findingsIn('    needs: gates\n    steps: [{ run: echo }]\n');
      expect(found).toMatch(/^a\.yml:3:3: job "job" needs job "gates" which does not exist/);
    },
    BUILD_MS,
  );

  it(
    'finds nothing in a valid workflow',
    async () => {
      expect(await findingsIn('    steps: [{ run: echo }]\n')).toBe('');
    },
    BUILD_MS,
  );
});

(typeof audit === 'string' ? describe.skip : describe)('zizmor', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'check-workflows-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const findingsIn = async (run: string) => {
    if (typeof audit === 'string') throw new Error(audit);
    const job = `  job:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;
    writeFileSync(join(root, 'a.yml'), `on: pull_request\npermissions: {}\njobs:\n${job}`);
    return audit(root, ['a.yml']);
  };

  it('finds a title of a pull request that a shell would run', async () => {
    expect(await findingsIn(`echo "\${{ github.event.pull_request.title }}"`)).toEqual([
      expect.stringMatching(/^a\.yml:7: .*\[template-injection\] https:\/\/docs\.zizmor\.sh\//),
    ]);
  });

  it('finds nothing in a step without expressions', async () => {
    expect(await findingsIn('echo done')).toEqual([]);
  });
});
