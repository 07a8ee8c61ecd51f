import type {
  UserPoolClientResource,
  UserPoolResource,
} from '@tradepost/compiled-service/templates/resources';
import { createPools, defaultClientOf, type LocalUser } from './pools.ts';

const declared = { service: 'jars', logicalId: 'Thing' };
const POOL: UserPoolResource = { ...declared, name: 'staff', id: 'p1', arn: 'arn:p1', issuer: 'http://p1' };
const CLIENT: UserPoolClientResource = {
  ...{ ...declared, poolId: 'p1', name: 'till', id: 'c1', hasSecret: false, flows: ['code'] },
  ...{ scopes: ['openid', 'jars/read'], callbackUrls: ['https://a'], logoutUrls: [] },
  ...{ rotatesRefreshTokens: true, revokesTokens: true },
  lifetimes: { accessSeconds: 60, idSeconds: 60, refreshSeconds: 60 },
};
const RESOURCES = {
  userPools: [POOL],
  userPoolClients: [CLIENT],
  userPoolScopes: [{ ...declared, poolId: 'p1', scopes: ['jars/read'] }],
  userPoolGroups: [{ ...declared, poolId: 'p1', name: 'support' }],
  functions: [],
};
const SAM: LocalUser = { pool: 'staff', username: 'sam', groups: ['support'] };

describe('createPools', () => {
  it('joins a pool with its clients, scopes and users', () => {
    const [pool] = createPools(RESOURCES, [SAM]);
    expect(pool).toMatchObject({ ...POOL, clients: [CLIENT], scopes: ['jars/read'], users: [SAM] });
  });

  it('gives a user the same subject each time, and another one in another pool', () => {
    const other = { ...POOL, name: 'customers', id: 'p2', arn: 'arn:p2' };
    const resources = { ...RESOURCES, userPools: [POOL, other] };
    const users = [SAM, { pool: 'customers', username: 'sam' }];
    const subjects = () => createPools(resources, users).map((pool) => pool.users[0]?.sub);
    expect(subjects()).toEqual(subjects());
    expect(new Set(subjects()).size).toBe(2);
    expect(subjects()[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it.each([
    [{ ...SAM, pool: 'guests' }, 'User sam: no template declares the user pool "guests", only staff'],
    [{ ...SAM, groups: ['boss'] }, 'User sam: staff has no group "boss", only support'],
  ])('refuses the user %j', (user, message) => {
    expect(() => createPools(RESOURCES, [user])).toThrow(message);
  });

  it.each([
    [
      { scopes: ['jars/write'] },
      'jars: Thing: no resource server of its user pool declares the scope jars/write',
    ],
    [{ scopes: [] }, 'jars: Thing: AllowedOAuthScopes is missing'],
    [{ callbackUrls: [] }, 'jars: Thing: CallbackURLs is missing'],
  ])('refuses a client with %j', (changes, message) => {
    const resources = { ...RESOURCES, userPoolClients: [{ ...CLIENT, ...changes }] };
    expect(() => createPools(resources, [])).toThrow(message);
  });

  it('refuses a pre-token trigger that does not exist', () => {
    const pool = { ...POOL, preToken: { functionName: 'gone', version: '2' as const } };
    expect(() => createPools({ ...RESOURCES, userPools: [pool] }, [])).toThrow(
      'jars: the pre-token trigger of Thing, gone, does not exist',
    );
  });
});

it('defaultClientOf prefers a client with the code flow', () => {
  const machine: UserPoolClientResource = { ...CLIENT, id: 'c0', flows: ['client_credentials'] };
  const [pool] = createPools({ ...RESOURCES, userPoolClients: [machine, CLIENT] }, []);
  expect(pool === undefined ? undefined : defaultClientOf(pool)?.id).toBe('c1');
});
