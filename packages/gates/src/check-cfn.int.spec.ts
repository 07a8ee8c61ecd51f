import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareCfnLint } from './check-cfn/cfn-lint.ts';
import { switchedOff } from './check-cfn/switched-off.ts';
import { toTemplateFindings } from './check-cfn/to-template-findings.ts';

const INSTALL_MS = 300_000;
const lint = await prepareCfnLint(join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache'));

const inbox = (VisibilityTimeout: number) => ({
  Inbox: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout, MessageRetentionPeriod: 1_209_600 } },
});
const parameter = { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'x' } };
const Arn = { 'Fn::Sub': `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:inbox` };

/** Resources of templates by the service's name. Each but the first has violations of one rule. */
const TEMPLATES: Readonly<Record<string, object>> = {
  correct: inbox(300),
  rejected: inbox(50_000),
  // The quota is 500 resources.
  large: Object.fromEntries(Array.from({ length: 501 }, (_, index) => [`Parameter${index}`, parameter])),
  'many-targets': {
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        ScheduleExpression: 'rate(1 minute)',
        Targets: Array.from({ length: 6 }, (_, index) => ({ Id: `target-${index}`, Arn })),
      },
    },
  },
  'long-names': {
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: { Name: 'r'.repeat(65), ScheduleExpression: 'rate(1 minute)' },
    },
    Archive: {
      Type: 'AWS::Events::Archive',
      Properties: { ArchiveName: 'a'.repeat(49), SourceArn: Arn },
    },
  },
  'missing-type': {
    Budget: {
      Type: 'AWS::Budgets::Budget',
      Properties: { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY' } },
    },
  },
};

(typeof lint === 'string' ? describe.skip : describe)('cfn-lint', () => {
  let root: string;
  let found: ReturnType<typeof toTemplateFindings>;
  beforeAll(async () => {
    if (typeof lint === 'string') throw new Error(lint);
    root = mkdtempSync(join(tmpdir(), 'check-cfn-'));
    mkdirSync(join(root, 'prod'));
    const files = Object.entries(TEMPLATES).map(([name, Resources]) => {
      const file = join(root, 'prod', `${name}.json`);
      writeFileSync(file, JSON.stringify({ Resources }));
      return file;
    });
    // eu-central-2 has no budgets.
    found = toTemplateFindings(await lint(files, ['us-east-1', 'eu-central-2'], Object.keys(switchedOff)));
  }, INSTALL_MS);
  afterAll(() => rmSync(root, { recursive: true }));

  it('finds nothing in a correct template', () => {
    expect(found.filter(({ service }) => service === 'correct')).toEqual([]);
  });

  it.each([
    ['a value that CloudFormation rejects', 'rejected', 'E3034', 'maximum of 43200'],
    ['a stack that exceeds the quota of resources', 'large', 'E3010', '500'],
    ['a rule with more than five targets', 'many-targets', 'E3032', 'maximum item count: 5'],
    ['a name that is too long', 'long-names', 'E3033', 'is longer than'],
    [
      'a resource type that one of the regions does not have',
      'missing-type',
      'E3006',
      "does not exist in 'eu-central-2'",
    ],
  ])('finds %s', (_what, service, rule, detail) => {
    const findings = found.filter((finding) => finding.service === service);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings)
      expect(finding).toMatchObject({ stages: ['prod'], rule, detail: expect.stringContaining(detail) });
  });
});
