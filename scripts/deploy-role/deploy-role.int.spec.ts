import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type CompiledStage, compileStages, STAGES } from '../templates/compile-services.ts';
import { CLOUDFORMATION_ACTIONS } from './cloudformation-actions.spec-kit.ts';

type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};
type Policy = { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
type Resources = Readonly<
  Record<
    string,
    { readonly Type: string; readonly Properties: Policy & { readonly Policies?: readonly Policy[] } }
  >
>;

const PACKAGING_MS = 300_000;
/** IAM takes no longer managed policy; blanks do not count. */
const MAX_POLICY_LENGTH = 6_144;
/** As long as an account's number, a region and a stage get. */
const LONGEST = {
  Partition: 'aws-us-gov',
  Region: 'ap-southeast-2',
  AccountId: '1'.repeat(12),
  Stage: 'staging12',
};
/** What has no resources of its own at AWS, or only numbered ones: see the comments in the template. */
const ANY_RESOURCE = new Set([
  ...['ValidateTemplates', 'EventSourcesOfOurFunctions', 'ReadScaling', 'ReadParametersNames', 'MakeKeys'],
  ...['MakeUpSecrets', 'ReadKeysNames', 'LogsOfAnAccount', 'ReadTracesRules', 'WatchAndTrace'],
]);

const NAMES: Readonly<Record<string, string>> = {
  'AWS::CloudWatch::Dashboard': 'DashboardName',
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

const role = readRole();
const CLOUDFORMATION = ['RolesPolicy', 'ComputePolicy', 'ApisPolicy', 'DataPolicy', 'WatchPolicy'];
const allowed = (statements: readonly Statement[]): ReadonlySet<string> =>
  new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action));

describe('The deploy role', () => {
  const cloudformation = allowed(CLOUDFORMATION.flatMap((id) => statementsOf(id)));
  let compiled: readonly CompiledStage[];
  beforeAll(async () => {
    compiled = await compileStages(STAGES);
  }, PACKAGING_MS);
  const resources = () =>
    compiled
      .flatMap(({ services }) => services)
      .flatMap(({ name, template }) =>
        Object.entries(template.Resources).map(([id, { Type, Properties = {} }]) => ({
          name,
          id,
          Type,
          Properties,
        })),
      );

  it('lets CloudFormation make, change and remove whatever the services declare', () => {
    const missing = [...new Set(resources().map(({ Type }) => Type))].flatMap((type) => {
      const needed = CLOUDFORMATION_ACTIONS[type];
      if (needed === undefined)
        return [`${type}: say in cloudformation-actions.spec-kit.ts what CloudFormation calls for it`];
      return needed
        .filter((action) => !cloudformation.has(action))
        .map((action) => `${type} needs ${action}: allow it in .github/deploy-role.yml`);
    });
    expect(missing).toEqual([]);
  });

  it('lets it do nothing that no resource needs', () => {
    const needed = new Set(Object.values(CLOUDFORMATION_ACTIONS).flat());
    expect([...cloudformation].filter((action) => !needed.has(action))).toEqual([]);
  });

  it('keeps functions and workflows from nothing that their roles allow', () => {
    const boundary = allowed(statementsOf('Boundary'));
    const actions = resources()
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => (Properties['Policies'] ?? []) as readonly Policy[])
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(0);
    expect([...new Set(actions)].filter((action) => !boundary.has(action))).toEqual([]);
  });

  it('knows what the services make by its name', () => {
    const names = compiled.flatMap(({ stage, services }) =>
      services.flatMap(({ template }) =>
        Object.values(template.Resources).flatMap(({ Type, Properties = {} }) => {
          const name = Properties[NAMES[Type] ?? ''];
          return name === undefined ? [] : [{ stage, name: plain(name) }];
        }),
      ),
    );
    expect(names.length).toBeGreaterThan(0);
    const unknown = names.filter(
      ({ stage, name }) =>
        !name.startsWith(`tradepost-${stage}-`) && !new RegExp(`^tradepost-\\w+-${stage}-`).test(name),
    );
    expect(unknown).toEqual([]);
  });
});

describe('The policies of the deploy role', () => {
  const statements = Object.keys(role).flatMap((id) => statementsOf(id));

  it('name each action', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('name the stage’s resources, but where AWS knows none', () => {
    const open = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(open.map(({ Sid }) => Sid).filter((sid = '') => !ANY_RESOURCE.has(sid))).toEqual([]);
  });

  it('let no role be made without the boundary', () => {
    const making = statements.filter(
      ({ Effect, Action }) =>
        Effect === 'Allow' && /iam:(Create|Put|Attach)Role(Policy)?\b/.test([Action].flat().join(' ')),
    );
    expect(making).toHaveLength(1);
    expect(making[0]?.Condition).toEqual({ ArnEquals: { 'iam:PermissionsBoundary': 'Boundary' } });
  });

  it.each([...CLOUDFORMATION, 'Boundary'])('fit into a managed policy: %s', (id) => {
    const text = JSON.stringify(role[id]?.Properties.PolicyDocument).replace(
      /\$\{(?:AWS::)?(\w+)\}/g,
      (_, name: keyof typeof LONGEST) => LONGEST[name],
    );
    expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(MAX_POLICY_LENGTH);
  });
});

function statementsOf(id: string): readonly Statement[] {
  const { PolicyDocument, Policies = [] } =
    role[id]?.Properties ?? ({} as Policy & { Policies?: readonly Policy[] });
  return [PolicyDocument, ...Policies.map((policy) => policy.PolicyDocument)].flatMap(
    (document) => document?.Statement ?? [],
  );
}

/** The short forms of CloudFormation, as the text or the name in them. */
function readRole(): Resources {
  const file = join(import.meta.dirname, '..', '..', '.github', 'deploy-role.yml');
  const scalar = ['!Ref', '!Sub', '!GetAtt'].map((tag) => ({ tag, resolve: (text: string) => text }));
  const list = ['!Equals', '!If'].map((tag) => ({ tag, collection: 'seq' as const }));
  return (parse(readFileSync(file, 'utf8'), { customTags: [...scalar, ...list] }) as { Resources: Resources })
    .Resources;
}

/** A name that is joined of parts: those that are written out. */
function plain(name: unknown): string {
  if (typeof name === 'string') return name;
  const [separator, parts] = (name as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'x')).join(separator);
}
