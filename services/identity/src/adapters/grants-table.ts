import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import {
  GROUPS,
  type GrantKey,
  type GroupGrants,
  type MachineGrant,
  type PersonGrant,
} from '../domain/grants.ts';
import { grantPk, type StoredGrant, storedGrant } from '../domain/stored-grant.ts';

/** The grants of administrators. Every read is consistent, so that a withdrawn grant is missing from the next token. */
export type GrantsTable = {
  /** Reads a grant. Its version is 0 if it was never changed. */
  readonly find: (key: GrantKey) => Promise<PersonGrant & MachineGrant>;
  readonly findGroups: () => Promise<GroupGrants>;
  /** Reads the grant of a person together with those of all groups, in one request. */
  readonly findPersonWithGroups: (
    personId: string,
  ) => Promise<{ readonly person: PersonGrant; readonly groups: GroupGrants }>;
};

const NEVER_CHANGED = { version: 0 };

export function createGrantsTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): GrantsTable {
  const readAll = async (keys: readonly GrantKey[]): Promise<ReadonlyMap<string, StoredGrant>> => {
    const items = await batchGet(
      client,
      tableName,
      keys.map((key) => ({ pk: grantPk(key) })),
      { isConsistent: true },
    );
    return new Map(items.map((item) => storedGrant.parse(item)).map((grant) => [grant.pk, grant]));
  };
  return {
    find: async (key) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { pk: grantPk(key) }, ConsistentRead: true }),
      );
      return Item === undefined ? NEVER_CHANGED : storedGrant.parse(Item);
    },
    findGroups: async () => toGroups(await readAll(GROUP_KEYS)),
    findPersonWithGroups: async (personId) => {
      const key: GrantKey = { kind: 'person', id: personId };
      const found = await readAll([...GROUP_KEYS, key]);
      return { person: found.get(grantPk(key)) ?? NEVER_CHANGED, groups: toGroups(found) };
    },
  };
}

const GROUP_KEYS = GROUPS.map((id): GrantKey => ({ kind: 'group', id }));

function toGroups(found: ReadonlyMap<string, StoredGrant>): GroupGrants {
  return new Map(
    GROUPS.flatMap((group) => {
      const grant = found.get(grantPk({ kind: 'group', id: group }));
      return grant === undefined ? [] : [[group, grant] as const];
    }),
  );
}
