import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareActionlint } from './check-workflows/actionlint.ts';
import { prepareZizmor } from './check-workflows/zizmor.ts';
import { CACHE_DIR } from './root.ts';

const lint = await prepareActionlint(CACHE_DIR);
const audit = await prepareZizmor(CACHE_DIR);

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'check-workflows-'));
});
afterAll(() => rmSync(root, { recursive: true }));

const write = (job: string): readonly string[] => {
  const start = 'on: pull_request\npermissions: {}\njobs:\n  job:\n    runs-on: ubuntu-latest\n';
  writeFileSync(join(root, 'a.yml'), `${start}${job}`);
  return ['a.yml'];
};

(typeof lint === 'string' ? describe.skip : describe)('actionlint', () => {
  const findingsIn = (job: string) => (typeof lint === 'string' ? lint : lint(root, write(job)));

  it('finds what GitHub would reject, with its place', async () => {
    expect(await findingsIn('    needs: gates\n    steps: [{ run: echo }]\n')).toEqual([
      {
        place: 'a.yml:4',
        detail: expect.stringContaining('job "job" needs job "gates" which does not exist'),
        rule: 'job-needs',
      },
    ]);
  });

  it('finds nothing in a valid workflow', async () => {
    expect(await findingsIn('    steps: [{ run: echo }]\n')).toEqual([]);
  });
});

(typeof audit === 'string' ? describe.skip : describe)('zizmor', () => {
  const findingsIn = (run: string) =>
    typeof audit === 'string' ? audit : audit(root, write(`    steps:\n      - run: ${run}\n`));

  it('finds a title of a pull request that a shell would run', async () => {
    expect(await findingsIn(`echo "\${{ github.event.pull_request.title }}"`)).toEqual([
      expect.objectContaining({ place: 'a.yml:7', rule: 'template-injection' }),
    ]);
  });

  it('finds nothing in a step without expressions', async () => {
    expect(await findingsIn('echo done')).toEqual([]);
  });
});
