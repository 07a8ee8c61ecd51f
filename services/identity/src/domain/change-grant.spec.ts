import { type Change, decideChange, type Facts } from './change-grant.ts';

const facts: Facts = {
  groups: new Map(),
  person: { version: 0 },
  caller: { id: 'admin-1', grant: { version: 0 } },
};
const ALLOWED = { witness: undefined };
const setGroup = (id: 'admin' | 'auditor', ...scopes: ('identity:write' | 'identity:read')[]): Change => ({
  ...{ kind: 'group', id },
  content: { scopes },
});
const setPerson = (id: string, ...groups: ('admin' | 'support')[]): Change => ({
  ...{ kind: 'person', id },
  content: { groups },
});

describe('a change of a machine', () => {
  it('is allowed with scopes for machines', () => {
    const change: Change = {
      ...{ kind: 'machine', id: 'client-1' },
      content: { scopes: ['orders:read', 'inventory:write'], reach: 'all' },
    };
    expect(decideChange(change, facts)).toEqual(ALLOWED);
  });

  it.each([
    'replays:write',
    'dead-letters:read',
    'identity:read',
    'identity:write',
    'payments:read',
    'ledger:read',
  ] as const)('is rejected with the scope %s, which is for people', (scope) => {
    const change: Change = {
      ...{ kind: 'machine', id: 'client-1' },
      content: { scopes: ['orders:read', scope], reach: 'own' },
    };
    expect(decideChange(change, facts)).toEqual({
      rejection: { code: 'SCOPE_NOT_FOR_MACHINES', scopes: [scope] },
    });
  });

  it('is allowed if it withdraws the grant', () => {
    expect(decideChange({ kind: 'machine', id: 'client-1', content: undefined }, facts)).toEqual(ALLOWED);
  });
});

describe('a change of a group', () => {
  it('is rejected if it takes the last identity:write', () => {
    expect(decideChange(setGroup('admin', 'identity:read'), facts)).toEqual({
      rejection: { code: 'LAST_ADMIN_GRANT' },
    });
  });

  it('is allowed if another group has identity:write, which must then stay as it is', () => {
    const groups = new Map([['auditor', { version: 3, scopes: ['identity:write'] }]] as const);
    expect(decideChange(setGroup('admin'), { ...facts, groups })).toEqual({
      witness: { kind: 'group', id: 'auditor', version: 3 },
    });
    expect(decideChange(setGroup('auditor'), { ...facts, groups })).toEqual({
      witness: { kind: 'group', id: 'admin', version: 0 },
    });
  });

  it.each([
    ['keeps identity:write', setGroup('admin', 'identity:write')],
    ['concerns a group without identity:write', setGroup('auditor')],
  ])('is allowed if it %s', (_, change) => {
    expect(decideChange(change, facts)).toEqual(ALLOWED);
  });
});

describe('a change of a person', () => {
  const administrator = { version: 2, groups: ['admin'] };

  it('is rejected if it takes identity:write from the caller', () => {
    const own = { ...facts, person: administrator, caller: { id: 'admin-1', grant: administrator } };
    const rejected = { rejection: { code: 'OWN_ADMIN_GRANT' } };
    expect(decideChange(setPerson('admin-1', 'support'), own)).toEqual(rejected);
    expect(decideChange({ kind: 'person', id: 'admin-1', content: undefined }, own)).toEqual(rejected);
    expect(decideChange(setPerson('admin-1', 'admin', 'support'), own)).toEqual(ALLOWED);
  });

  it('is allowed if it takes identity:write from another, while the caller keeps it', () => {
    const both = { ...facts, person: administrator, caller: { id: 'admin-1', grant: administrator } };
    expect(decideChange(setPerson('admin-2'), both)).toEqual({
      witness: { kind: 'person', id: 'admin-1', version: 2 },
    });
    // The caller is an administrator by a group of the user pool.
    expect(decideChange(setPerson('admin-2'), { ...facts, person: administrator })).toEqual(ALLOWED);
  });
});
