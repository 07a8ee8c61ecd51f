import { justWritten } from '@tradepost/testing/just-written';
import { createGrantsTable } from './grants-table.ts';

const support = { pk: 'group#support', version: 2, scopes: ['orders:read'] };
const machine = { pk: 'machine#m1', version: 1, reach: 'own' };
const grants = createGrantsTable({ client: justWritten(support, machine), tableName: 'grants' });

describe('a grant that was just changed', () => {
  it('is found', async () => {
    expect(await grants.find({ kind: 'machine', id: 'm1' })).toEqual(machine);
    expect(await grants.findGroups()).toEqual(new Map([['support', support]]));
    expect(await grants.findWithGroups({ kind: 'machine', id: 'm1' }, { kind: 'person', id: 'p1' })).toEqual({
      grants: [machine, { version: 0 }],
      groups: new Map([['support', support]]),
    });
  });
});

describe('the groups', () => {
  it('are read at each call', async () => {
    const stored: (typeof support)[] = [];
    const client = { send: (command: never) => justWritten(...stored).send(command) };
    const table = createGrantsTable({ client: client as never, tableName: 'grants' });
    const key = { kind: 'person', id: 'p1' } as const;
    expect((await table.findWithGroups(key)).groups).toEqual(new Map());
    stored.push(support);
    expect((await table.findWithGroups(key)).groups).toEqual(new Map([['support', support]]));
  });
});
