import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { TransactWriteItem } from '@tradepost/dynamodb/write-transaction';
import { GROUPS, type GrantKey, type GroupGrants } from '../domain/grants.ts';
import { grantPk, type StoredGrant, storedGrant } from '../domain/stored-grant.ts';

/** A grant as it was read. Its version is 0 if it was never changed. */
export type FoundGrant = Partial<StoredGrant> & { readonly version: number };

/** A version of a grant that must be the stored one. */
export type ExpectedGrant = GrantKey & { readonly version: number };

/** The grants of administrators. Every read is consistent, so that a withdrawn grant is missing from the next token. */
export type GrantsTable = {
  readonly find: (key: GrantKey) => Promise<FoundGrant>;
  readonly findGroups: () => Promise<GroupGrants>;
  /** Reads grants together with those of all groups, in one request. */
  readonly findWithGroups: (
    ...keys: readonly GrantKey[]
  ) => Promise<{ readonly grants: readonly FoundGrant[]; readonly groups: GroupGrants }>;
  /**
   * Returns the writes of a change, for the transaction that records it: no change is unrecorded, and no entry is without its change.
   * They fail if the grant, or `witness`, is no longer at the expected version.
   */
  readonly toWrites: (change: {
    readonly grant: StoredGrant;
    readonly witness: ExpectedGrant | undefined;
  }) => readonly TransactWriteItem[];
};

const NEVER_CHANGED: FoundGrant = { version: 0 };

export function createGrantsTable({
  client,
  tableName,
}: {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}): GrantsTable {
  const readAll = async (keys: readonly GrantKey[]): Promise<ReadonlyMap<string, StoredGrant>> => {
    const items = await batchGet(client, tableName, keys.map(toItemKey), { isConsistent: true });
    return new Map(items.map((item) => storedGrant.parse(item)).map((grant) => [grant.pk, grant]));
  };
  return {
    find: async (key) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: toItemKey(key), ConsistentRead: true }),
      );
      return Item === undefined ? NEVER_CHANGED : storedGrant.parse(Item);
    },
    findGroups: async () => toGroups(await readAll(GROUP_KEYS)),
    findWithGroups: async (...keys) => {
      const found = await readAll([...GROUP_KEYS, ...keys]);
      return {
        grants: keys.map((key) => found.get(grantPk(key)) ?? NEVER_CHANGED),
        groups: toGroups(found),
      };
    },
    toWrites: ({ grant, witness }) => [
      { Put: { TableName: tableName, Item: grant, ...isAtVersion(grant.version - 1) } },
      ...(witness === undefined
        ? []
        : [
            {
              ConditionCheck: {
                TableName: tableName,
                Key: toItemKey(witness),
                ...isAtVersion(witness.version),
              },
            },
          ]),
    ],
  };
}

const GROUP_KEYS = GROUPS.map((id): GrantKey => ({ kind: 'group', id }));

function toItemKey(key: GrantKey): { pk: string } {
  return { pk: grantPk(key) };
}

/** Condition that an item has a version; version 0 is that of no item. */
function isAtVersion(version: number) {
  return version === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : {
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      };
}

function toGroups(found: ReadonlyMap<string, StoredGrant>): GroupGrants {
  return new Map(
    GROUPS.flatMap((group) => {
      const grant = found.get(grantPk({ kind: 'group', id: group }));
      return grant === undefined ? [] : [[group, grant] as const];
    }),
  );
}
