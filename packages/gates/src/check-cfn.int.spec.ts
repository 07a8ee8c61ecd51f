import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { REGIONS } from './check-cfn/regions.ts';
import { switchedOff } from './check-cfn/switched-off.ts';
import { toFindings } from './check-cfn/to-findings.ts';

const INSTALL_MS = 300_000;
const lint = await prepareCfnLint(join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache'));
const whereItRuns = typeof lint === 'string' ? describe.skip : describe;

whereItRuns('cfn-lint', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'check-cfn-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const findingsIn = async (Resources: object, regions: readonly string[] = REGIONS) => {
    if (typeof lint === 'string') throw new Error(lint);
    mkdirSync(join(root, 'prod'), { recursive: true });
    const file = join(root, 'prod', 'orders.json');
    writeFileSync(file, JSON.stringify({ Resources }));
    return toFindings(await lint([file], regions, Object.keys(switchedOff)));
  };
  const inbox = (VisibilityTimeout: number) => ({
    Inbox: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout, MessageRetentionPeriod: 1_209_600 } },
  });
  const budget = {
    Budget: {
      Type: 'AWS::Budgets::Budget',
      Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY' } },
    },
  };

  it(
    'finds what CloudFormation would reject, with the place',
    async () => {
      const [finding, ...more] = await findingsIn(inbox(50_000));
      expect(more).toEqual([]);
      expect(finding).toMatchObject({
        ...{ stages: ['prod'], service: 'orders', logicalId: 'Inbox', rule: 'E3034' },
        detail: 'fails at Properties/VisibilityTimeout: 50000 is greater than the maximum of 43200',
      });
    },
    INSTALL_MS,
  );

  it(
    'finds nothing in a correct template',
    async () => {
      expect(await findingsIn(inbox(300))).toEqual([]);
    },
    INSTALL_MS,
  );

  it(
    'finds a resource type that one of the regions does not have',
    async () => {
      expect(await findingsIn(budget, ['us-east-1'])).toEqual([]);
      expect(await findingsIn(budget, ['us-east-1', 'eu-central-2'])).toMatchObject([
        {
          logicalId: 'Budget',
          rule: 'E3006',
          detail: expect.stringContaining("does not exist in 'eu-central-2'"),
        },
      ]);
    },
    INSTALL_MS,
  );
});
