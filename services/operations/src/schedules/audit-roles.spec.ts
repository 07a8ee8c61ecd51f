import type { RoleInUse } from '../adapters/deployed-roles.ts';
import { auditRoles } from './audit-roles.ts';

const NOW_MS = Date.parse('2026-11-30T05:17:00.000Z');
const daysAgo = (days: number) => new Date(NOW_MS - days * 86_400_000);
const role = (changes: Partial<RoleInUse> = {}): RoleInUse => ({
  role: 'orders-place-order',
  trust: [],
  policies: {},
  managed: [],
  boundary: undefined,
  lastUsed: daysAgo(1),
  created: daysAgo(400),
  ...changes,
});

async function audit(...deployed: readonly RoleInUse[]) {
  const lines: unknown[] = [];
  const write = (message: string, facts: object) => lines.push({ message, ...facts });
  const metrics = await auditRoles({
    stage: 'prod',
    boundary: '',
    committedRoles: () => [{ ...role(), stages: ['prod'] }],
    deployedRoles: async () => deployed,
    nowMs: () => NOW_MS,
    logger: { warn: write, info: write } as unknown as Parameters<typeof auditRoles>[0]['logger'],
  });
  return { lines, metrics: Object.fromEntries(metrics.map(({ name, value }) => [name, value])) };
}

describe('auditRoles', () => {
  it('logs nothing if all roles are as committed and in use', async () => {
    expect(await audit(role())).toEqual({ lines: [], metrics: { RolesDrifted: 0, RolesChecked: 1 } });
  });

  it('logs and counts each difference, with the policy that differs', async () => {
    const policies = { 'tradepost-orders-${stage}-lambda': [{ Effect: 'Allow' }] };
    expect(await audit(role({ policies }), role({ role: 'orders-back-door' }))).toEqual({
      lines: [
        {
          message: 'role drifted',
          subject: 'orders-place-order',
          code: 'POLICY_ADDED',
          type: 'tradepost-orders-stage-lambda',
        },
        { message: 'role drifted', subject: 'orders-back-door', code: 'ROLE_UNKNOWN' },
      ],
      metrics: { RolesDrifted: 2, RolesChecked: 2 },
    });
  });

  it.each<[string, Partial<RoleInUse>, readonly object[]]>([
    ['was used 90 days ago', { lastUsed: daysAgo(90) }, []],
    [
      'was used 91 days ago',
      { lastUsed: daysAgo(91) },
      [{ message: 'role not used', subject: 'orders-place-order', code: '2026-08-31T05:17:00.000Z' }],
    ],
    [
      'was never used',
      { lastUsed: undefined },
      [{ message: 'role not used', subject: 'orders-place-order', code: 'NEVER' }],
    ],
    ['is new and was not used yet', { lastUsed: undefined, created: daysAgo(1) }, []],
  ])('logs the use of a role that %s', async (_what, changes, lines) => {
    expect((await audit(role(changes))).lines).toEqual(lines);
  });
});
