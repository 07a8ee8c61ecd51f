import type { Act } from '@tradepost/contracts/audit/acts';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import type { FoundGrant, GrantsTable } from '../adapters/grants-table.ts';
import { setPerson } from '../domain/change-grant.ts';
import type { StoredGrant } from '../domain/stored-grant.ts';
import { changeAccess } from './change-access.ts';

const request = { caller: { id: 'admin-1' }, ifMatch: '*', correlationId: 'cor_1' } as const;
const withdrawal = setPerson('admin-2', undefined);
const ADMIN = { groups: ['admin'] };

const PROOF = {};

type Write = { readonly grant: StoredGrant; readonly act: Act; readonly witness: unknown };

/**
 * Grants as they are at each attempt: of the person whom the change concerns, and of the caller. All writes but the last one
 * meet another change.
 */
function grantsAt(attempts: readonly (readonly [person: FoundGrant, caller: FoundGrant])[]) {
  const writes: Write[] = [];
  let reads = 0;
  const grants: Pick<GrantsTable, 'findWithGroups' | 'toWrites'> = {
    findWithGroups: async () => {
      const found = attempts[reads] ?? [];
      reads += 1;
      return { grants: found, groups: new Map() };
    },
    toWrites: (write) => [write as TransactWriteItem],
  };
  const audit = {
    recordWith: async ([act]: readonly Act[], [write]: readonly object[]) => {
      writes.push({ ...write, act } as Write);
      return writes.length === attempts.length ? PROOF : undefined;
    },
  } as never;
  return { writes, dependencies: { audit, grants: grants as GrantsTable } };
}

describe('changeAccess', () => {
  it('stores the grant with its audit entry, while the grant that leaves an administrator is unchanged', async () => {
    const { writes, dependencies } = grantsAt([
      [
        { version: 4, ...ADMIN },
        { version: 2, ...ADMIN },
      ],
    ]);
    const changed = await changeAccess(request, withdrawal, undefined, dependencies);
    expect(changed).toHaveProperty('recorded', PROOF);
    expect(writes).toMatchObject([
      {
        grant: { pk: 'person#admin-2', version: 5 },
        act: {
          ...{
            act: 'GrantChanged',
            actor: 'admin-1',
            target: 'grants/person/admin-2',
            correlationId: 'cor_1',
          },
          ...{ before: { groups: ['admin'] }, after: { version: 5 } },
        },
        witness: { kind: 'person', id: 'admin-1', version: 2 },
      },
    ]);
  });

  it('decides again if another change interferes', async () => {
    const caller = { version: 2, ...ADMIN };
    const { writes, dependencies } = grantsAt([
      [{ version: 4, ...ADMIN }, caller],
      [{ version: 5, groups: ['admin', 'support'] }, caller],
    ]);
    await changeAccess(request, withdrawal, undefined, dependencies);
    expect(writes.map(({ grant }) => grant.version)).toEqual([5, 6]);
  });

  it('is rejected if the other change took identity:write from the caller', async () => {
    const { writes, dependencies } = grantsAt([
      [
        { version: 4, ...ADMIN },
        { version: 2, ...ADMIN },
      ],
      [{ version: 4, ...ADMIN }, { version: 3 }],
    ]);
    expect(await changeAccess(request, withdrawal, undefined, dependencies)).toEqual({
      rejection: { code: 'FORBIDDEN', scope: 'identity:write' },
    });
    expect(writes).toHaveLength(1);
  });

  it('throws if other changes interfere three times', async () => {
    const { writes, dependencies } = grantsAt(
      Array.from({ length: 9 }, () => [{ version: 1 }, { version: 0 }]),
    );
    await expect(changeAccess(request, withdrawal, undefined, dependencies)).rejects.toMatchObject({
      code: 'TOO_MUCH_CONTENTION',
    });
    expect(writes).toHaveLength(3);
  });
});
