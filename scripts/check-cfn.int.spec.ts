import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { switchedOff } from './check-cfn/switched-off.ts';
import { toFindings } from './check-cfn/to-findings.ts';

const INSTALL_MS = 300_000;
const lint = await prepareCfnLint(join(import.meta.dirname, '..', 'node_modules', '.cache'));
const whereItRuns = typeof lint === 'string' ? describe.skip : describe;

whereItRuns('When cfn-lint reads templates', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'check-cfn-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const findingsIn = async (properties: object) => {
    if (typeof lint === 'string') throw new Error(lint);
    mkdirSync(join(root, 'prod'), { recursive: true });
    const file = join(root, 'prod', 'orders.json');
    writeFileSync(
      file,
      JSON.stringify({ Resources: { Inbox: { Type: 'AWS::SQS::Queue', Properties: properties } } }),
    );
    return toFindings(await lint([file], Object.keys(switchedOff)));
  };

  it(
    'finds what CloudFormation would refuse, and says where',
    async () => {
      const [finding, ...more] = await findingsIn({
        VisibilityTimeout: 50_000,
        MessageRetentionPeriod: 1_209_600,
      });
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        ...{ stages: ['prod'], service: 'orders', logicalId: 'Inbox', rule: 'E3034' },
        detail: 'fails at Properties/VisibilityTimeout: 50000 is greater than the maximum of 43200',
      });
    },
    INSTALL_MS,
  );

  it(
    'finds nothing in a good one',
    async () => {
      expect(await findingsIn({ VisibilityTimeout: 300, MessageRetentionPeriod: 1_209_600 })).toEqual([]);
    },
    INSTALL_MS,
  );
});
