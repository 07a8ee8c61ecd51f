// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of the documents.
import { type CommittedRole, compareRoles, type DeployedRole, type RolesOfStage } from './compare-roles.ts';

const TRUST = {
  Effect: 'Allow',
  Principal: { Service: ['lambda.amazonaws.com'] },
  Action: ['sts:AssumeRole'],
};
const QUERY = {
  Effect: 'Allow',
  Action: ['dynamodb:Query', 'dynamodb:PutItem'],
  Resource: 'arn:${partition}:dynamodb:${region}:${account}:table/tradepost-${stage}-orders-events',
};
const PUBLISH = {
  Effect: 'Allow',
  Action: 'events:PutEvents',
  Resource: '*',
  Condition: { StringEquals: { 'events:source': 'tradepost.orders' } },
};
const committed = (changes: Partial<CommittedRole> = {}): CommittedRole => ({
  role: 'orders-place-order',
  stages: ['dev', 'staging', 'prod'],
  trust: [TRUST],
  policies: { lambda: [QUERY, PUBLISH] },
  managed: [],
  ...changes,
});
const deployed = (changes: Partial<DeployedRole> = {}): DeployedRole => ({
  role: 'orders-place-order',
  trust: [TRUST],
  policies: { lambda: [QUERY, PUBLISH] },
  managed: [],
  boundary: undefined,
  ...changes,
});
const drifts = (changes: Partial<RolesOfStage>) =>
  compareRoles({
    stage: 'prod',
    committed: [committed()],
    deployed: [deployed()],
    boundary: '',
    ...changes,
  });

describe('compareRoles', () => {
  it('finds nothing if all roles are as committed', () => {
    expect(drifts({})).toEqual([]);
  });

  it.each<[string, Partial<DeployedRole>]>([
    ['the order of statements', { policies: { lambda: [PUBLISH, QUERY] } }],
    [
      'the order of actions',
      { policies: { lambda: [{ ...QUERY, Action: QUERY.Action.toReversed() }, PUBLISH] } },
    ],
    ['a list of one value', { policies: { lambda: [{ ...QUERY, Resource: [QUERY.Resource] }, PUBLISH] } }],
    ['the name of a statement', { policies: { lambda: [{ ...QUERY, Sid: 'Query' }, PUBLISH] } }],
    ['the form of the principal', { trust: [{ ...TRUST, Principal: { Service: 'lambda.amazonaws.com' } }] }],
  ])('does not compare %s', (_what, changes) => {
    expect(drifts({ deployed: [deployed(changes)] })).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a stream', ':table/tradepost-x/stream/local', ':table/tradepost-x/stream/2026-11-30T05:17:00.000'],
    [
      'a secret',
      ':secret:/tradepost/${stage}/payments/key-local1',
      ':secret:/tradepost/${stage}/payments/key-Ab12Cd',
    ],
    ['a pool', ':userpool/local', ':userpool/eu-central-1_AbC'],
    ['a key', ':key/local', ':key/5c9e6c1e-0000-4000-8000-000000000000'],
    ['an API', '::/restapis/local/stages', '::/restapis/a1b2c3d4e5/stages'],
  ])('does not compare the id that AWS generates for %s', (_what, local, actual) => {
    const statement = (end: string) => ({
      ...QUERY,
      Resource: `arn:\${partition}:x:\${region}:\${account}${end}`,
    });
    expect(
      drifts({
        committed: [committed({ policies: { lambda: [statement(local)] } })],
        deployed: [deployed({ policies: { lambda: [statement(actual)] } })],
      }),
    ).toEqual([]);
  });

  it.each<[string, Partial<DeployedRole>, object]>([
    [
      'another trust policy',
      { trust: [{ ...TRUST, Principal: { AWS: 'arn:aws:iam::111111111111:root' } }] },
      { kind: 'TRUST_CHANGED' },
    ],
    [
      'an action more',
      { policies: { lambda: [{ ...QUERY, Action: [...QUERY.Action, 'dynamodb:Scan'] }, PUBLISH] } },
      { kind: 'POLICY_CHANGED', policy: 'lambda' },
    ],
    [
      'a statement without its condition',
      { policies: { lambda: [QUERY, { ...PUBLISH, Condition: undefined }] } },
      { kind: 'POLICY_CHANGED', policy: 'lambda' },
    ],
    [
      'another policy',
      { policies: { lambda: [QUERY, PUBLISH], admin: [PUBLISH] } },
      { kind: 'POLICY_ADDED', policy: 'admin' },
    ],
    ['no policy', { policies: {} }, { kind: 'POLICY_MISSING', policy: 'lambda' }],
    [
      'a managed policy',
      { managed: ['arn:${partition}:iam::aws:policy/AdministratorAccess'] },
      { kind: 'MANAGED_POLICIES_CHANGED' },
    ],
    ['a boundary', { boundary: 'another' }, { kind: 'BOUNDARY_CHANGED' }],
  ])('finds a role with %s', (_what, changes, drift) => {
    expect(drifts({ deployed: [deployed(changes)] })).toEqual([{ role: 'orders-place-order', ...drift }]);
  });

  it('finds a role without the boundary that all should have', () => {
    expect(drifts({ boundary: 'tradepost-prod-boundary' })).toEqual([
      { role: 'orders-place-order', kind: 'BOUNDARY_CHANGED' },
    ]);
  });

  it('finds a role that no template declares, except those of the pipeline', () => {
    const roles = ['orders-back-door', 'deploy', 'cloudformation'].map((role) => deployed({ role }));
    expect(drifts({ deployed: [deployed(), ...roles] })).toEqual([
      { role: 'orders-back-door', kind: 'ROLE_UNKNOWN' },
    ]);
  });

  it('finds a missing role of a deployed service only', () => {
    const others = ['orders-get-order', 'payments-get-payment'].map((role) => committed({ role }));
    expect(drifts({ committed: [committed(), ...others] })).toEqual([
      { role: 'orders-get-order', kind: 'ROLE_MISSING' },
    ]);
  });
});

describe('the roles that a stage should have', () => {
  const roles = [
    committed({ stages: ['dev'], policies: { lambda: [QUERY] } }),
    committed({ stages: ['staging', 'prod'], policies: { lambda: [QUERY, PUBLISH] } }),
  ];

  it.each([
    ['prod', [QUERY, PUBLISH]],
    ['staging', [QUERY, PUBLISH]],
    ['dev', [QUERY]],
    ['jane', [QUERY]],
  ])('are those of its settings: %s', (stage, lambda) => {
    expect(drifts({ stage, committed: roles, deployed: [deployed({ policies: { lambda } })] })).toEqual([]);
  });
});
