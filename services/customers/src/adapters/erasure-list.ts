import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { queryPages } from '@tradepost/dynamodb/query-pages';
import type { Erasure } from '@tradepost/personal-data/subject';
import type { PrivacyTable } from './privacy-requests.ts';

/**
 * The subjects that were erased, with dates and nothing else: `pk = erasures`. It is in another table than the keys, so that a
 * restored table of keys does not have an older list. It is kept for as long as there are backups and restricted keys.
 */
export type ErasureList = {
  /** Adds a subject, before its keys are deleted. A repeat changes nothing: the first time and the first end of the restriction count. */
  readonly add: (erasure: Erasure & { readonly erasedAt: string }) => Promise<Erasure>;
  /** Reads all erasures, page by page. */
  readonly all: () => AsyncIterable<readonly Erasure[]>;
};

const PK = 'erasures';

export function createErasureList({ client, tableName }: PrivacyTable): ErasureList {
  return {
    add: async ({ subjectId, invoiceUntil, erasedAt }) => {
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: tableName,
          Key: { pk: PK, sk: subjectId },
          UpdateExpression:
            invoiceUntil === undefined
              ? 'SET erasedAt = if_not_exists(erasedAt, :at)'
              : 'SET erasedAt = if_not_exists(erasedAt, :at), invoiceUntil = if_not_exists(invoiceUntil, :until)',
          ExpressionAttributeValues: {
            ':at': erasedAt,
            ...(invoiceUntil === undefined ? {} : { ':until': invoiceUntil }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return toErasure({ ...Attributes, sk: subjectId });
    },
    all: async function* all() {
      const pages = queryPages(client, {
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': PK },
        ConsistentRead: true,
      });
      for await (const { items } of pages) yield items.map(toErasure);
    },
  };
}

function toErasure({ sk, invoiceUntil }: Readonly<Record<string, unknown>>): Erasure {
  return {
    subjectId: String(sk),
    ...(invoiceUntil === undefined ? {} : { invoiceUntil: String(invoiceUntil) }),
  };
}
