import { faultsWith } from './plant.spec-kit.ts';

const STATEMENT = 'CommandsRole.Policies.0.PolicyDocument.Statement.0';
const TABLE = 'arn:aws:dynamodb:us-east-1:000000000000:table/tradepost-prod-operations-audit';

/** The faults of a role with these rights on the audit log. */
const faultsOf = (Action: string | readonly string[], Resource: string | readonly string[] = TABLE) =>
  faultsWith({ [STATEMENT]: { Effect: 'Allow', Action, Resource } });

describe('A role', () => {
  it('may put entries into the audit log, or list entries by an index', () => {
    expect(faultsOf('dynamodb:PutItem')).toEqual([]);
    expect(faultsOf('dynamodb:Query', `${TABLE}/index/by-target`)).toEqual([]);
    expect(faultsOf('dynamodb:BatchGetItem')).toEqual([]);
  });

  it.each(['UpdateItem', 'DeleteItem', 'BatchWriteItem', 'GetItem', 'Scan', 'PartiQLUpdate'])(
    'may not call %s on the audit log',
    (action) => {
      expect(faultsOf(`dynamodb:${action}`)).toEqual(['CommandsRole audit-log-append-only']);
    },
  );

  it('may not both write and read the audit log', () => {
    const actions = ['dynamodb:PutItem', 'dynamodb:Query'];
    expect(faultsOf(actions, [TABLE, `${TABLE}/index/by-target`])).toEqual([
      'CommandsRole audit-log-append-only',
    ]);
  });

  it('may change other tables', () => {
    expect(faultsOf('dynamodb:DeleteItem', TABLE.replace('audit', 'replays'))).toEqual([]);
  });
});
