import { applyClaims, applyScopes } from './apply-answer.ts';

describe('applyClaims', () => {
  it('adds, overrides and suppresses claims', () => {
    const changes = { claimsToAddOrOverride: { a: 2, c: ['x'] }, claimsToSuppress: ['b'] };
    expect(applyClaims('access', { a: 1, b: 1, d: 1 }, changes)).toEqual({ a: 2, c: ['x'], d: 1 });
    expect(applyClaims('id', { a: 1 }, { claimsToAddOrOverride: null, claimsToSuppress: null })).toEqual({
      a: 1,
    });
  });

  it.each([
    ['access', 'sub'],
    ['access', 'auth_time'],
    ['access', 'scope'],
    ['access', 'username'],
    ['id', 'token_use'],
    ['id', 'aud'],
  ] as const)('refuses to change of the %s token the claim %s', (token, name) => {
    const message = `PreTokenGeneration cannot change the claim "${name}" of the ${token} token`;
    expect(() => applyClaims(token, {}, { claimsToAddOrOverride: { [name]: 'x' } })).toThrow(message);
    expect(() => applyClaims(token, {}, { claimsToSuppress: [name] })).toThrow(message);
  });
});

describe('applyScopes', () => {
  it('adds and suppresses scopes', () => {
    const changes = { scopesToAdd: ['c', 'a', 'd'], scopesToSuppress: ['b', 'd'] };
    expect(applyScopes(['a', 'b'], changes)).toEqual(['a', 'c']);
    expect(applyScopes(['a'], { scopesToAdd: null, scopesToSuppress: null })).toEqual(['a']);
  });

  it.each(['', 'a b'])('refuses to add "%s"', (scope) => {
    expect(() => applyScopes([], { scopesToAdd: [scope] })).toThrow('cannot add the scope');
  });
});
