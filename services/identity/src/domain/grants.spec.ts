import { ROLES } from '@tradepost/contracts/access/roles';
import { scopesOfGroup, scopesOfGroups } from './grants.ts';

const NONE = new Map();

describe('scopesOfGroup', () => {
  it('returns the scopes of ROLES for a group that was never changed', () => {
    expect(scopesOfGroup('finance', NONE)).toEqual(ROLES.finance);
  });

  it('returns the granted scopes instead, without those that no longer exist', () => {
    const grants = new Map([['finance', { version: 1, scopes: ['ledger:read', 'coins:read'] }]] as const);
    expect(scopesOfGroup('finance', grants)).toEqual(['ledger:read']);
  });

  it('returns no scope for a group from which all were taken', () => {
    expect(scopesOfGroup('finance', new Map([['finance', { version: 2, scopes: [] }]] as const))).toEqual([]);
  });

  it('returns the scopes of ROLES after a withdrawal', () => {
    expect(scopesOfGroup('finance', new Map([['finance', { version: 3 }]] as const))).toEqual(ROLES.finance);
  });
});

describe('scopesOfGroups', () => {
  it('returns the scopes of all groups together', () => {
    expect(scopesOfGroups(['warehouse', 'merchandiser'], NONE)).toEqual(
      new Set([...ROLES.warehouse, ...ROLES.merchandiser]),
    );
  });

  it.each(['eu-central-1_abc_Company', 'constructor', 'ADMIN'])('ignores the unknown group %s', (group) => {
    expect(scopesOfGroups([group], NONE).size).toBe(0);
  });
});
