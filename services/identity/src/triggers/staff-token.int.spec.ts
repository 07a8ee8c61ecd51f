import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { MACHINES, ROLES } from '@tradepost/contracts/access/roles';
import type { TokenRequest } from '@tradepost/lambda/messages/token-trigger';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { createGrantsTable } from '../adapters/grants-table.ts';
import { grantStaffToken } from './staff-token.ts';

const tableName = 'tradepost-dev-identity-grants';

let db: DynamoDb;
beforeAll(async () => {
  db = await startDynamoDb({ services: ['identity'], lagging: ['tradepost-dev-identity-grants'] });
});
afterAll(() => db?.stop());

const put = (item: object) => db.documents.send(new PutCommand({ TableName: tableName, Item: item }));
const findMachineName = async (clientId: string) => (clientId === 'client-of-bff' ? 'bff' : undefined);
const decide = (request: Partial<TokenRequest>) =>
  grantStaffToken(
    { issuer: 'https://issuer', clientId: 'cli', subject: { kind: 'machine' }, ...request },
    { grants: createGrantsTable({ client: db.documents, tableName }), findMachineName },
  );
const person = (id: string, groups: readonly string[]) => decide({ subject: { kind: 'person', id, groups } });

describe('grantStaffToken for a person', () => {
  it('grants the scopes of the groups of the pool', async () => {
    const { scopes, groups } = await person('ada', ['finance', 'eu-central-1_abc_Company']);
    expect(scopes).toEqual(ROLES.finance.map((scope) => `tradepost/${scope}`));
    expect(groups).toEqual(['finance']);
  });

  it('grants nothing to a person without groups', async () => {
    expect(await person('ada', [])).toEqual({ scopes: [], claims: {}, groups: [] });
  });

  it('adds the groups that an administrator added, and uses the changed scopes of a group', async () => {
    await put({ pk: 'person#grace', version: 1, groups: ['warehouse'] });
    await put({ pk: 'group#warehouse', version: 4, scopes: ['inventory:read', 'timeline:read'] });
    const { scopes, groups } = await person('grace', ['merchandiser']);
    expect(groups).toEqual(['merchandiser', 'warehouse']);
    expect(scopes).toEqual([...ROLES.merchandiser, 'timeline:read'].map((scope) => `tradepost/${scope}`));
  });
});

describe('grantStaffToken for a machine', () => {
  it('grants the default of a declared machine', async () => {
    expect(await decide({ clientId: 'client-of-bff' })).toEqual({
      scopes: MACHINES.bff.scopes.map((scope) => `tradepost/${scope}`),
      claims: { reach: 'own' },
    });
  });

  it('grants what an administrator granted to the client', async () => {
    await put({ pk: 'machine#client-of-partner', version: 1, scopes: ['orders:read'], reach: 'all' });
    expect(await decide({ clientId: 'client-of-partner' })).toEqual({
      scopes: ['tradepost/orders:read'],
      claims: { reach: 'all' },
    });
  });

  it('grants nothing to another client', async () => {
    expect(await decide({ clientId: 'backoffice' })).toEqual({ scopes: [], claims: { reach: 'own' } });
  });
});

describe('grantStaffToken', () => {
  it('refuses the token if the grants cannot be read', async () => {
    const grants = createGrantsTable({ client: db.documents, tableName: 'no-such-table' });
    const request: TokenRequest = {
      issuer: 'https://issuer',
      clientId: 'cli',
      subject: { kind: 'person', id: 'ada', groups: ['admin'] },
    };
    await expect(grantStaffToken(request, { grants, findMachineName })).rejects.toThrow();
  });

  it('refuses the token if a stored grant cannot be understood', async () => {
    await put({ pk: 'machine#client-of-broken', version: 1, scopes: 'all' });
    await expect(decide({ clientId: 'client-of-broken' })).rejects.toThrow();
  });
});
