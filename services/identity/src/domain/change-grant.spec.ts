import { type Facts, setGroup, setMachine, setPerson, withdrawMachine } from './change-grant.ts';

const facts: Facts = {
  groups: new Map(),
  person: { version: 0 },
  caller: { id: 'admin-1', grant: { version: 0 } },
};
const ALLOWED = { witness: undefined };

describe('a change of a machine', () => {
  it('is allowed with scopes for machines', () => {
    const { decide } = setMachine('client-1', { scopes: ['orders:read', 'inventory:write'], reach: 'all' });
    expect(decide(facts)).toEqual(ALLOWED);
  });

  it.each([
    'replays:write',
    'dead-letters:read',
    'identity:read',
    'identity:write',
    'payments:read',
    'ledger:read',
  ] as const)('is rejected with the scope %s, which is for people', (scope) => {
    const { decide } = setMachine('client-1', { scopes: ['orders:read', scope], reach: 'own' });
    expect(decide(facts)).toEqual({ rejection: { code: 'SCOPE_NOT_FOR_MACHINES', scopes: [scope] } });
  });

  it('is allowed if it withdraws the grant', () => {
    expect(withdrawMachine('client-1').decide(facts)).toEqual(ALLOWED);
  });
});

describe('a change of a group', () => {
  it('is rejected if it takes the last identity:write', () => {
    expect(setGroup('admin', ['identity:read']).decide(facts)).toEqual({
      rejection: { code: 'LAST_ADMIN_GRANT' },
    });
  });

  it('is allowed if another group has identity:write, which must then stay as it is', () => {
    const groups = new Map([['auditor', { version: 3, scopes: ['identity:write'] }]] as const);
    expect(setGroup('admin', []).decide({ ...facts, groups })).toEqual({
      witness: { kind: 'group', id: 'auditor', version: 3 },
    });
    expect(setGroup('auditor', []).decide({ ...facts, groups })).toEqual({
      witness: { kind: 'group', id: 'admin', version: 0 },
    });
  });

  it.each([
    ['keeps identity:write', setGroup('admin', ['identity:write'])],
    ['concerns a group without identity:write', setGroup('auditor', [])],
  ])('is allowed if it %s', (_, { decide }) => {
    expect(decide(facts)).toEqual(ALLOWED);
  });
});

describe('a change of a person', () => {
  const administrator = { version: 2, groups: ['admin'] };

  it('is rejected if it takes identity:write from the caller', () => {
    const own = { ...facts, person: administrator, caller: { id: 'admin-1', grant: administrator } };
    const rejected = { rejection: { code: 'OWN_ADMIN_GRANT' } };
    expect(setPerson('admin-1', ['support']).decide(own)).toEqual(rejected);
    expect(setPerson('admin-1', undefined).decide(own)).toEqual(rejected);
    expect(setPerson('admin-1', ['admin', 'support']).decide(own)).toEqual(ALLOWED);
  });

  it('is allowed if it takes identity:write from another, while the caller keeps it', () => {
    const both = { ...facts, person: administrator, caller: { id: 'admin-1', grant: administrator } };
    expect(setPerson('admin-2', []).decide(both)).toEqual({
      witness: { kind: 'person', id: 'admin-1', version: 2 },
    });
    // The caller is an administrator by a group of the user pool.
    expect(setPerson('admin-2', []).decide({ ...facts, person: administrator })).toEqual(ALLOWED);
  });
});
