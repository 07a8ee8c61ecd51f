// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the text of the template contains placeholders of Fn::Sub.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CompiledStage,
  compileStages,
  STAGES,
} from '@tradepost/compiled-service/packaging/compile-services';
import { parse } from 'yaml';
import { LOOKUP_PERMISSIONS, PERMISSIONS } from '../check-account/permissions.ts';
import { CLOUDFORMATION_ACTIONS } from './cloudformation-actions.spec-kit.ts';

type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
};
type Policy = { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
type Condition = Readonly<Record<string, unknown>>;
type Trust = { readonly Statement: readonly [{ readonly Condition: { readonly StringEquals: Condition } }] };
type Resources = Readonly<
  Record<
    string,
    {
      readonly Type: string;
      readonly Properties: Policy & {
        readonly Policies?: readonly Policy[];
        readonly AssumeRolePolicyDocument?: Trust;
      };
    }
  >
>;

const PACKAGING_MS = 300_000;
const GITHUB = 'token.actions.githubusercontent.com';
/**
 * Maximum size of a managed policy in characters, without white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const MAX_POLICY_LENGTH = 6_144;
/** Longest values of the pseudo parameters and of the stage. */
const LONGEST = {
  Partition: 'aws-us-gov',
  Region: 'ap-southeast-2',
  AccountId: '1'.repeat(12),
  Stage: 'staging',
  HostedZoneId: 'Z'.repeat(32),
};
/** Statements on all resources: their actions have no resource-level permissions, or only generated ids. */
const ANY_RESOURCE = new Set([
  ...['ValidateTemplates', 'EventSourcesOfOurFunctions', 'ReadScaling', 'ReadParametersNames', 'MakeKeys'],
  ...['MakeUpSecrets', 'ReadKeysNames', 'LogsOfAnAccount', 'ReadTracesRules', 'WatchAndTrace', 'ReadAccount'],
  'ReadSignInDomains',
]);

const role = readRole();
const CLOUDFORMATION = [
  ...['RolesPolicy', 'ComputePolicy', 'ApisPolicy', 'DomainPolicy', 'DataPolicy', 'WatchPolicy'],
  ...['IdentityPolicy', 'SignInDomainPolicy'],
];
const allowed = (statements: readonly Statement[]): ReadonlySet<string> =>
  new Set(statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action));

describe('CloudFormation role', () => {
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

  it('allows CloudFormation to create, change and remove every resource type of the services', () => {
    const missing = [...new Set(resources().map(({ Type }) => Type))].flatMap((type) => {
      const needed = CLOUDFORMATION_ACTIONS[type];
      if (needed === undefined)
        return [`${type}: add the actions that CloudFormation calls to cloudformation-actions.spec-kit.ts`];
      return needed
        .filter((action) => !cloudformation.has(action))
        .map((action) => `${type} needs ${action}: allow it in .github/deploy-role.yml`);
    });
    expect(missing).toEqual([]);
  });

  it('allows no action that no resource type needs', () => {
    const needed = new Set(Object.values(CLOUDFORMATION_ACTIONS).flat());
    expect([...cloudformation].filter((action) => !needed.has(action))).toEqual([]);
  });

  it("has a boundary that contains every action of the services' roles", () => {
    const boundary = allowed(statementsOf('Boundary'));
    const actions = resources()
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .flatMap(({ Properties }) => (Properties['Policies'] ?? []) as readonly Policy[])
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
      .flatMap(({ Action }) => Action);
    expect(actions.length).toBeGreaterThan(0);
    expect([...new Set(actions)].filter((action) => !boundary.has(action))).toEqual([]);
  });
});

describe('deploy role trust policy', () => {
  const conditions = trustConditions();

  it('accepts the subject of a repository from before and after 2026-07-15', () => {
    expect(conditions[`${GITHUB}:sub`]).toEqual([
      'repo:${Repository}:environment:${Stage}',
      [
        'repo:${Owner}@${OwnerId}/${Name}@${RepositoryId}:environment:${Stage}',
        { Owner: [0, ['/', 'Repository']], Name: [1, ['/', 'Repository']] },
      ],
    ]);
  });

  it.each([
    ['aud', 'sts.amazonaws.com'],
    ['repository_id', 'RepositoryId'],
    ['ref', 'refs/heads/${DeployBranch}'],
    ['job_workflow_ref', '${Repository}/.github/workflows/deploy-service.yml@refs/heads/${DeployBranch}'],
  ])('compares the claim %s exactly', (claim, value) => {
    expect(conditions[`${GITHUB}:${claim}`]).toBe(value);
  });
});

describe('deploy role', () => {
  it('may read what the account check and the check after a deployment read', () => {
    const needed = [...Object.values(PERMISSIONS).flat(), ...Object.values(LOOKUP_PERMISSIONS)];
    const deployRole = allowed(statementsOf('DeployRole'));
    expect([...new Set(needed)].filter((action) => !deployRole.has(action))).toEqual([]);
  });
});

describe('deploy role policies', () => {
  const statements = Object.keys(role).flatMap((id) => statementsOf(id));

  it('name each action without wildcards', () => {
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
  });

  it('name resources of the stage wherever AWS supports it', () => {
    const open = statements.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(open.map(({ Sid }) => Sid).filter((sid = '') => !ANY_RESOURCE.has(sid))).toEqual([]);
  });

  it('require the boundary for every new role', () => {
    const making = statements.filter(
      ({ Effect, Action }) =>
        Effect === 'Allow' && /iam:(Create|Put|Attach)Role(Policy)?\b/.test([Action].flat().join(' ')),
    );
    expect(making).toHaveLength(1);
    expect(making[0]?.Condition).toEqual({ ArnEquals: { 'iam:PermissionsBoundary': 'Boundary' } });
  });

  const resourcesOf = ({ Resource }: Statement) => [Resource].flat().map(String);
  const keysOf = ({ Condition }: Statement) =>
    Object.values((Condition ?? {}) as Record<string, Condition>).flatMap((each) => Object.keys(each));

  it('reach buckets of this account only', () => {
    const open = statements.filter(
      (statement) =>
        statement.Action !== 's3:CreateBucket' &&
        resourcesOf(statement).some((resource) => resource.includes(':s3:::')) &&
        !keysOf(statement).includes('aws:ResourceAccount'),
    );
    expect(open).toEqual([]);
  });

  it('change APIs of the stage only', () => {
    const open = statements.filter(
      (statement) =>
        statement.Effect === 'Allow' &&
        resourcesOf(statement).some((resource) => resource.includes(':apigateway:')) &&
        [statement.Action].flat().some((action) => action !== 'apigateway:GET') &&
        !keysOf(statement).some((key) => key.endsWith('Tag/stage')),
    );
    // Parts of an HTTP API do not inherit its tags; the API itself is protected by a Deny. A new domain has no tag yet.
    expect(open.map(({ Sid }) => Sid)).toEqual([
      'RemoveThrottlesOfRoutes',
      'ChangeHttpApis',
      'CertificatesOfDomains',
    ]);
    const kept = statements.filter(({ Sid }) => Sid === 'KeepOtherHttpApis');
    expect(kept.map(({ Effect }) => Effect)).toEqual(['Deny']);
    expect(kept.flatMap(keysOf)).toEqual(['aws:ResourceTag/stage']);
  });

  it.each([...CLOUDFORMATION, 'Boundary'])('%s fits into a managed policy', (id) => {
    const text = JSON.stringify(role[id]?.Properties.PolicyDocument).replace(
      /\$\{(?:AWS::)?(\w+)\}/g,
      (_, name: keyof typeof LONGEST) => LONGEST[name],
    );
    expect(text.replace(/\s/g, '').length).toBeLessThanOrEqual(MAX_POLICY_LENGTH);
  });
});

function trustConditions(): Condition {
  const trust = role['DeployRole']?.Properties.AssumeRolePolicyDocument;
  if (trust === undefined) throw new Error('DeployRole has no AssumeRolePolicyDocument');
  return trust.Statement[0].Condition.StringEquals;
}

function statementsOf(id: string): readonly Statement[] {
  const { PolicyDocument, Policies = [] } =
    role[id]?.Properties ?? ({} as Policy & { Policies?: readonly Policy[] });
  return [PolicyDocument, ...Policies.map((policy) => policy.PolicyDocument)].flatMap(
    (document) => document?.Statement ?? [],
  );
}

/** Reads the template; each short form of a CloudFormation function becomes its argument. */
function readRole(): Resources {
  const file = join(import.meta.dirname, '..', '..', '..', '..', '.github', 'deploy-role.yml');
  const scalar = ['!Ref', '!Sub', '!GetAtt'].map((tag) => ({ tag, resolve: (text: string) => text }));
  const list = ['!Equals', '!If', '!Not', '!Select', '!Split', '!Sub'].map((tag) => ({
    tag,
    collection: 'seq' as const,
  }));
  return (parse(readFileSync(file, 'utf8'), { customTags: [...scalar, ...list] }) as { Resources: Resources })
    .Resources;
}
