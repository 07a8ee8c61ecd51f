import { appendFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyRepository, type Ended, type RepositoryCopy } from './repository-copy.spec-kit.ts';

const TIMEOUT_MS = 120_000;

/** Each function needs a role of its own. */
const DECLARATION = `iamRoleStatements:
  - { Effect: Allow, Action: dynamodb:Query, Resource: !GetAtt ReplaysTable.Arn }
`;

let copy: RepositoryCopy;
let ended: Ended;

/** Copies only one service, and adds two functions without an AWS client. */
beforeAll(async () => {
  copy = await copyRepository();
  for (const name of await readdir(join(copy.dir, 'services'))) {
    if (name !== 'operations') await rm(join(copy.dir, 'services', name), { recursive: true });
  }
  await copy.plant({
    'packages/contracts/src/planted.ts': "export { z } from 'zod';\n",
    'services/operations/src/commands/planted.ts':
      "import { z } from '@tradepost/contracts/planted';\nexport const handler = async () => z.string();\n",
    'services/operations/src/commands/planted.yml': DECLARATION,
    'services/operations/src/commands/light.ts': 'export const handler = async () => undefined;\n',
    'services/operations/src/commands/light.yml': DECLARATION,
  });
  await appendFile(
    join(copy.dir, 'services/operations/src/http/list-events.ts'),
    "export { z } from '@tradepost/contracts/planted';\n",
  );
  ended = await copy.script('check:size');
}, TIMEOUT_MS);

afterAll(() => copy.remove());

describe('check:size, with two functions above their limits', () => {
  it('fails', () => {
    expect(ended.code).toBe(1);
  });

  it.each([
    ['operations listEvents, with an AWS client', '400 kB'],
    ['operations planted, without an AWS client', '40 kB'],
  ])('names %s, its limit and its size', (name, limit) => {
    const said = new RegExp(
      `${name}\\s+Package size limit has exceeded by [^]*?Size limit: +${limit}\\s+Size: +\\d`,
    );
    expect(ended.output).toMatch(said);
  });

  it('prints how to fix it', () => {
    expect(ended.output).toContain(
      'How to fix it: remove the first entries of node_modules/.cache/tradepost/bundles/operations-listEvents.cjs.txt, or import smaller parts of them.',
    );
  });

  it('does not list functions within their limits', () => {
    expect(ended.output).not.toContain('operations light');
    expect(ended.output).not.toContain('operations getReplay');
  });
});
