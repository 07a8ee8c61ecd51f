import { compileServices } from '@tradepost/compiled-service/packaging/compile-services';
import type { PackagedService } from '@tradepost/compiled-service/packaging/service-state';
import { findKeyUsers } from './find-key-users.ts';
import { keyUsers } from './key-users.ts';

const SLOW_MS = 120_000;
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-dev-customers-subject-keys';

let services: readonly PackagedService[];
beforeAll(async () => {
  services = await compileServices('dev');
}, SLOW_MS);

type Policies = readonly { readonly PolicyDocument: { readonly Statement: object[] } }[];

/** The services with one more statement in a role. */
function withStatement(service: string, logicalId: string, statement: object): readonly PackagedService[] {
  const planted = structuredClone(services);
  const role = planted.find(({ name }) => name === service)?.template.Resources[logicalId];
  const [policy] = (role?.Properties?.['Policies'] ?? []) as Policies;
  if (policy === undefined) throw new Error(`${service} has no role ${logicalId}`);
  policy.PolicyDocument.Statement.push({ Effect: 'Allow', ...statement });
  return planted;
}

describe('findKeyUsers', () => {
  it('finds nothing in the services', () => {
    expect(findKeyUsers(services, 'dev')).toEqual([]);
  });

  it.each([
    ['reads the table', { Action: 'dynamodb:GetItem', Resource: TABLE }, 'dynamodb:GetItem'],
    [
      'reads all tables of the stage',
      { Action: 'dynamodb:Query', Resource: 'arn:aws:dynamodb:*:*:table/tradepost-dev-*' },
      'dynamodb:Query',
    ],
    ['may use all keys', { Action: 'kms:Decrypt', Resource: '*' }, 'kms:Decrypt'],
  ])('finds a function that is not listed and %s', (_what, statement, call) => {
    const planted = withStatement('orders', 'PublishEventsIamRoleLambdaExecution', statement);
    expect(findKeyUsers(planted, 'dev')).toEqual([
      {
        place: 'orders/PublishEventsIamRoleLambdaExecution',
        detail: `may ${call} with the keys of subjects, but is not in packages/gates/src/check-privileges/key-users.ts`,
        fix: expect.stringContaining('Remove the permission.'),
      },
    ]);
  });

  it('finds a function that reads keys and may delete them', () => {
    const statement = { Action: 'dynamodb:UpdateItem', Resource: TABLE };
    const planted = withStatement('orders', 'GetOrderIamRoleLambdaExecution', statement);
    expect(findKeyUsers(planted, 'dev').map(({ detail }) => detail)).toEqual([
      'may dynamodb:UpdateItem with the keys of subjects, but may only read',
    ]);
  });

  it('finds an entry without a role', () => {
    expect(findKeyUsers(services, 'dev', { ...keyUsers, 'orders/Former': 'read' })).toEqual([
      expect.objectContaining({
        detail: 'lists orders/Former, which has no permission on the keys of subjects',
      }),
    ]);
  });
});
