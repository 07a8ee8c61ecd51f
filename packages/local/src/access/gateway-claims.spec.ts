import { toAuthorizerContext } from './gateway-claims.ts';

const claims = {
  ...{ sub: 'u', scope: 'a/b a/c', exp: 1_544_116_103, auth_time: 1_544_112_503, email_verified: true },
  ...{ 'cognito:groups': ['admin', 'staff'], address: { city: 'x' }, nothing: null },
};

describe('toAuthorizerContext', () => {
  it('has text in the format of HTTP APIs', () => {
    expect(toAuthorizerContext('http', claims, ['a/b'])).toEqual({
      jwt: {
        claims: {
          ...{
            sub: 'u',
            scope: 'a/b a/c',
            exp: '1544116103',
            auth_time: '1544112503',
            email_verified: 'true',
          },
          ...{ 'cognito:groups': '[admin staff]', address: 'map[city:x]' },
        },
        scopes: ['a/b', 'a/c'],
      },
    });
  });

  it('has no scopes for a route that asks for none', () => {
    expect(toAuthorizerContext('http', { scp: ['a'] }, [])).toEqual({
      jwt: { claims: { scp: '[a]' }, scopes: null },
    });
  });

  it('has text and dates in the format of REST APIs', () => {
    expect(toAuthorizerContext('rest', { ...claims, iat: 1_544_112_503 }, ['a/b'])).toEqual({
      claims: {
        ...{ sub: 'u', scope: 'a/b a/c', auth_time: '1544112503', email_verified: 'true' },
        ...{ exp: 'Thu Dec 06 17:08:23 UTC 2018', iat: 'Thu Dec 06 16:08:23 UTC 2018' },
        ...{ 'cognito:groups': 'admin,staff', address: '{"city":"x"}' },
      },
    });
  });
});
