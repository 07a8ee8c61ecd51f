import type { ServiceCall } from '@tradepost/compiled-service/roles/read-service-calls';
import type { Role } from '@tradepost/compiled-service/roles/role';
import { readStatements } from '@tradepost/compiled-service/roles/statement';
import type { RecordedCall } from '@tradepost/local/permissions/call-records';
import { findFaults, type UnusedPermission } from './find-faults.ts';
import { toFinding } from './to-finding.ts';

const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:orders-failures';

const role = (changes: Partial<Role> = {}): Role => ({
  service: 'orders',
  logicalId: 'PlaceOrderIamRoleLambdaExecution',
  name: 'place-order',
  holders: ['function:place-order'],
  statements: readStatements([
    { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:Query'], Resource: TABLE },
    { Effect: 'Deny', Action: 'dynamodb:DeleteItem', Resource: TABLE },
  ]),
  ...changes,
});
const made = (action: string, resource = TABLE): RecordedCall => ({
  holder: 'function:place-order',
  action,
  resource,
  allowed: true,
});
const both = [made('dynamodb:PutItem'), made('dynamodb:Query')];

const faultsOf = (input: Partial<Parameters<typeof findFaults>[0]>) =>
  findFaults({ roles: [role()], recorded: both, serviceCalls: [], exceptions: [], ...input }).map((fault) => {
    const { place, detail, fix } = toFinding(fault, []);
    return `${place} ${detail}. ${fix}`;
  });

describe('findFaults, with every call allowed and every permission used', () => {
  it('finds nothing', () => {
    expect(faultsOf({})).toEqual([]);
  });
});

describe('a call that the role does not allow', () => {
  it('is reported with the function, the action, the resource and the file to change', () => {
    expect(faultsOf({ recorded: [...both, made('dynamodb:UpdateItem')] })).toEqual([
      `function:place-order calls dynamodb:UpdateItem on ${TABLE}, which its role does not allow. ` +
        'Allow it in orders, or remove the call.',
    ]);
  });

  it('is reported even if it was allowed when it was recorded', () => {
    expect(faultsOf({ recorded: [...both, { ...made('dynamodb:DeleteItem'), allowed: true }] })).toHaveLength(
      1,
    );
  });

  it('is reported for a function without a role', () => {
    expect(faultsOf({ roles: [], recorded: [made('dynamodb:Query')] })).toEqual([
      `function:place-order calls dynamodb:Query on ${TABLE}, and has no role in any template. Give it a role.`,
    ]);
  });

  it('is reported with its purpose if AWS makes it', () => {
    const serviceCalls: ServiceCall[] = [
      { ...made('sqs:SendMessage', QUEUE), why: 'its failure destination' },
    ];
    expect(faultsOf({ serviceCalls })).toEqual([
      `function:place-order needs, for its failure destination, sqs:SendMessage on ${QUEUE}, which its role does not ` +
        'allow. Allow it in orders, or remove the call.',
    ]);
  });
});

describe('a permission that no test uses', () => {
  const unused =
    `function:place-order may dynamodb:Query on ${TABLE}, which no test uses. Remove it from orders, write a test ` +
    'that uses it, or list it with its reason in packages/gates/src/check-privileges/unused-permissions.ts.';
  const excuse: UnusedPermission = {
    role: 'orders/PlaceOrderIamRoleLambdaExecution',
    action: 'dynamodb:Query',
    resource: TABLE,
    reason: 'a spec',
  };

  it('is reported with the ways to fix it', () => {
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')] })).toEqual([unused]);
  });

  it('is reported for each resource of a statement separately', () => {
    const statements = readStatements([
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: [TABLE, QUEUE] },
    ]);
    expect(faultsOf({ roles: [role({ statements })], recorded: [made('dynamodb:Query')] })).toHaveLength(1);
  });

  it('is reported even if another function makes the call', () => {
    const recorded = [made('dynamodb:PutItem')];
    const other = role({
      logicalId: 'Other',
      holders: ['function:other'],
      statements: role().statements.slice(0, 1),
    });
    expect(faultsOf({ roles: [role(), other], recorded })).toHaveLength(3);
  });

  it('is accepted if AWS itself uses it with the role', () => {
    const serviceCalls = [{ ...made('dynamodb:Query'), why: 'a spec' }];
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')], serviceCalls })).toEqual([]);
  });

  it('is accepted if the list names it', () => {
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')], exceptions: [excuse] })).toEqual([]);
  });

  it.each([
    ['is used', excuse],
    ['does not exist', { ...excuse, action: 'dynamodb:Scan' }],
    ['belongs to another role', { ...excuse, role: 'orders/Another' }],
  ])('must be removed from the list if it %s', (_what, exception) => {
    expect(faultsOf({ exceptions: [exception] })).toEqual([
      `packages/gates/src/check-privileges/unused-permissions.ts lists ${exception.action} on ${TABLE} of ${exception.role}, ` +
        'which a test uses or which no longer exists. Remove it from the list.',
    ]);
  });
});

describe('a role that nothing assumes', () => {
  it('must be removed', () => {
    expect(faultsOf({ roles: [role(), role({ logicalId: 'Shared', holders: [] })] })).toEqual([
      'orders/Shared is a role that nothing assumes. Remove it from orders.',
    ]);
  });
});
