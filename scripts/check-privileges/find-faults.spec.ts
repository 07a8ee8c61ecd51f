import type { RecordedCall } from '@tradepost/local/permissions/call-records';
import type { Role } from '@tradepost/local/permissions/role';
import { readStatements } from '@tradepost/local/permissions/statement';
import type { ServiceCall } from '@tradepost/local/templates/read-service-calls';
import { describeFault } from './describe-fault.ts';
import { findFaults, type UnusedPermission } from './find-faults.ts';

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
  findFaults({ roles: [role()], recorded: both, serviceCalls: [], exceptions: [], ...input }).map((fault) =>
    describeFault(fault, []),
  );

describe('When every call is allowed and every permission is used', () => {
  it('finds nothing', () => {
    expect(faultsOf({})).toEqual([]);
  });
});

describe('When a function calls what its role does not allow', () => {
  it('names the function, the action, the resource and where to mend it', () => {
    expect(faultsOf({ recorded: [...both, made('dynamodb:UpdateItem')] })).toEqual([
      `function:place-order calls dynamodb:UpdateItem on ${TABLE}, which its role does not allow. ` +
        'Allow it in orders, or do without the call.',
    ]);
  });

  it('finds it even where the call was allowed when it was made', () => {
    expect(faultsOf({ recorded: [...both, { ...made('dynamodb:DeleteItem'), allowed: true }] })).toHaveLength(
      1,
    );
  });

  it('says so where the function has no role at all', () => {
    expect(faultsOf({ roles: [], recorded: [made('dynamodb:Query')] })).toEqual([
      `function:place-order calls dynamodb:Query on ${TABLE}, and has no role in any template. Give it one.`,
    ]);
  });

  it('says what for where it is AWS that calls', () => {
    const serviceCalls: ServiceCall[] = [
      { ...made('sqs:SendMessage', QUEUE), why: 'its failure destination' },
    ];
    expect(faultsOf({ serviceCalls })).toEqual([
      `function:place-order needs, for its failure destination, sqs:SendMessage on ${QUEUE}, which its role does not ` +
        'allow. Allow it in orders, or do without the call.',
    ]);
  });
});

describe('When no test uses a permission', () => {
  const unused =
    `function:place-order may dynamodb:Query on ${TABLE}, which no test uses. Take it out of orders, write a test ` +
    'that uses it, or name it with its reason in scripts/check-privileges/unused-permissions.ts.';
  const excuse: UnusedPermission = {
    role: 'orders/PlaceOrderIamRoleLambdaExecution',
    action: 'dynamodb:Query',
    resource: TABLE,
    reason: 'a spec',
  };

  it('names it, and the ways to mend it', () => {
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')] })).toEqual([unused]);
  });

  it('takes each resource of a statement for itself', () => {
    const statements = readStatements([
      { Effect: 'Allow', Action: 'dynamodb:Query', Resource: [TABLE, QUEUE] },
    ]);
    expect(faultsOf({ roles: [role({ statements })], recorded: [made('dynamodb:Query')] })).toHaveLength(1);
  });

  it('does not count what another function calls', () => {
    const recorded = [made('dynamodb:PutItem')];
    const other = role({
      logicalId: 'Other',
      holders: ['function:other'],
      statements: role().statements.slice(0, 1),
    });
    expect(faultsOf({ roles: [role(), other], recorded })).toHaveLength(3);
  });

  it('counts what AWS itself does with the role', () => {
    const serviceCalls = [{ ...made('dynamodb:Query'), why: 'a spec' }];
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')], serviceCalls })).toEqual([]);
  });

  it('lets it be where the list names it', () => {
    expect(faultsOf({ recorded: [made('dynamodb:PutItem')], exceptions: [excuse] })).toEqual([]);
  });

  it.each([
    ['is used after all', excuse],
    ['is not there', { ...excuse, action: 'dynamodb:Scan' }],
    ['belongs to another role', { ...excuse, role: 'orders/Another' }],
  ])('wants an entry of the list gone that %s', (_what, exception) => {
    expect(faultsOf({ exceptions: [exception] })).toEqual([
      `scripts/check-privileges/unused-permissions.ts names ${exception.action} on ${TABLE} of ${exception.role}, ` +
        'which is used by a test or is not there any more. Take it out of the list.',
    ]);
  });
});

describe('When nobody acts with a role', () => {
  it('wants it gone', () => {
    expect(faultsOf({ roles: [role(), role({ logicalId: 'Shared', holders: [] })] })).toEqual([
      'orders/Shared is a role with which nobody acts. Take it out of orders.',
    ]);
  });
});
