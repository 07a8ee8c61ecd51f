import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Item } from '@tradepost/dynamodb/item';
import type { Erasure } from './subject.ts';
import { pkOf, toSubjectId } from './subject-item.ts';

/** Erases subjects in the table of subject keys. It reads no key, so it needs no right to the KMS key. */
export type SubjectErasures = {
  /**
   * Deletes the key `contact` and the hash of the e-mail address, and the key `invoice` unless `invoiceUntil` is given: then the
   * key is restricted. A repeat changes nothing, and a restriction ends on the day of the first call.
   */
  readonly erase: (erasure: Erasure) => Promise<void>;
  /** Returns the subjects whose keys were not erased, or came back: the table was restored to an earlier time. */
  readonly findUnapplied: (erasures: readonly Erasure[]) => Promise<readonly Erasure[]>;
  /** Returns the orders that subjects were made for. Subjects of customers, and unknown ones, have none. */
  readonly ordersOf: (subjectIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /**
   * Returns subjects whose key `invoice` is no longer needed.
   *
   * @param day the present day: `2037-01-01`
   */
  readonly findExpired: (day: string, limit: number) => Promise<readonly string[]>;
};

export type SubjectErasuresConfig = { readonly client: DynamoDBDocumentClient; readonly tableName: string };

/** The index of restricted subjects has one partition: they are written once in a life, and read once a day. */
const RESTRICTED = 'restricted';

export function createSubjectErasures(config: SubjectErasuresConfig): SubjectErasures {
  return {
    erase: (erasure) => erase(config, erasure),
    findUnapplied: async (erasures) => {
      const items = await readItems(
        config,
        erasures.map(({ subjectId }) => subjectId),
      );
      return erasures.filter((erasure) => isUnapplied(items.get(erasure.subjectId) ?? {}, erasure));
    },
    ordersOf: async (subjectIds) => {
      const items = await readItems(config, subjectIds);
      return new Map(
        [...items].flatMap(([subjectId, { orderId }]) =>
          orderId === undefined ? [] : [[subjectId, String(orderId)] as const],
        ),
      );
    },
    findExpired: async (day, Limit) => {
      const { Items = [] } = await config.client.send(
        new QueryCommand({
          TableName: config.tableName,
          IndexName: 'by-invoice-until',
          KeyConditionExpression: 'restricted = :restricted AND invoiceUntil < :day',
          ExpressionAttributeValues: { ':restricted': RESTRICTED, ':day': day },
          Limit,
        }),
      );
      return Items.map(({ pk }) => toSubjectId(pk));
    },
  };
}

async function erase(
  { client, tableName }: SubjectErasuresConfig,
  { subjectId, invoiceUntil }: Erasure,
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { pk: pkOf(subjectId) },
        ...(invoiceUntil === undefined
          ? {
              UpdateExpression: 'REMOVE contact, emailHash, invoice, restricted, invoiceUntil',
              ConditionExpression: 'attribute_exists(pk)',
            }
          : {
              UpdateExpression:
                'REMOVE contact, emailHash SET restricted = :restricted, invoiceUntil = if_not_exists(invoiceUntil, :until)',
              // A subject whose last key was deleted must not come into the index again.
              ConditionExpression: 'attribute_exists(invoice)',
              ExpressionAttributeValues: { ':restricted': RESTRICTED, ':until': invoiceUntil },
            }),
      }),
    );
  } catch (error) {
    // Without the condition, the update would create an item.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    // Without `invoice`, the other key may still be there.
    if (invoiceUntil !== undefined) await erase({ client, tableName }, { subjectId });
  }
}

function isUnapplied(item: Item, { invoiceUntil }: Erasure): boolean {
  if ('contact' in item || 'emailHash' in item) return true;
  return 'invoice' in item && (invoiceUntil === undefined || !('invoiceUntil' in item));
}

/** Strongly consistent: the table may have been restored a moment ago. */
async function readItems(
  { client, tableName }: SubjectErasuresConfig,
  subjectIds: readonly string[],
): Promise<ReadonlyMap<string, Item>> {
  const items = await batchGet(
    client,
    tableName,
    subjectIds.map((id) => ({ pk: pkOf(id) })),
    { isConsistent: true },
  );
  return new Map(items.map((item) => [toSubjectId(item['pk']), item]));
}
