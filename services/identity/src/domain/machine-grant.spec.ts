import { MACHINES } from '@tradepost/contracts/access/roles';
import { accessOfMachine } from './machine-grant.ts';

describe('accessOfMachine', () => {
  it('returns the default of a declared machine that was never granted anything', () => {
    expect(accessOfMachine({ version: 0 }, 'erp')).toEqual(MACHINES.erp);
  });

  it.each([undefined, 'unknown', 'constructor'])('returns nothing for the client of the name %s', (name) => {
    expect(accessOfMachine({ version: 0 }, name)).toEqual({ scopes: [], reach: 'own' });
  });

  it('returns what was granted instead of the default', () => {
    const grant = { version: 1, scopes: ['orders:read'], reach: 'all' } as const;
    expect(accessOfMachine(grant, 'erp')).toEqual({ scopes: ['orders:read'], reach: 'all' });
    expect(accessOfMachine({ version: 2, scopes: [] }, 'erp')).toEqual({ scopes: [], reach: 'own' });
  });

  it('leaves out scopes for people, and scopes that no longer exist', () => {
    const scopes = ['inventory:read', 'identity:write', 'dead-letters:read', 'coins:read'];
    expect(accessOfMachine({ version: 1, scopes }, 'erp').scopes).toEqual(['inventory:read']);
  });
});
