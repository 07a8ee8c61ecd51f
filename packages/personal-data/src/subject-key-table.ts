import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { backOffMs, sleep } from '@tradepost/dynamodb/back-off';
import { batchGet } from '@tradepost/dynamodb/batch-get';
import type { Item } from '@tradepost/dynamodb/item';
import { queryAll } from '@tradepost/dynamodb/query-all';
import { writeTransaction } from '@tradepost/dynamodb/write-transaction';
import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import type { DayKeys } from './day-keys.ts';
import { decrypt, encrypt, newKey } from './encrypt.ts';
import {
  type ClaimedSubject,
  KEY_KINDS,
  type KeyKind,
  type OrderOfGuest,
  type Subject,
  type SubjectOfOrder,
} from './subject.ts';
import { newSubjectId } from './subject-id.ts';
import { customerPk, pkOf, toSubjectId } from './subject-item.ts';

/** KMS calls at once, for a page of orders whose subjects are of many days. */
const MAX_DAYS_AT_ONCE = 10;
/** Attempts to claim a subject, of which each conflicts with another claim of the customer. */
const MAX_CLAIM_ATTEMPTS = 8;
const MAX_DELAY_MS = 200;

/** The table `customers-subject-keys`: its client, its name and the keys that encrypt what it holds. */
export type SubjectKeyTable = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly dayKeys: DayKeys;
};

/** Creates keys and the item that stores them encrypted. */
async function newSubject({
  dayKeys,
}: SubjectKeyTable): Promise<{ readonly subject: Subject; readonly item: Item }> {
  const { day, key: dayKey } = await dayKeys.present();
  const subjectId = newSubjectId();
  const subject = { subjectId, contact: newKey(), invoice: newKey() };
  const wrapped = KEY_KINDS.map(
    (kind) => [kind, encrypt(dayKey, [subjectId, kind, day], subject[kind])] as const,
  );
  return { subject, item: { pk: pkOf(subjectId), day, ...Object.fromEntries(wrapped) } };
}

/** Reads subjects. Strongly consistent: a subject that was created a moment ago must not count as erased. */
export async function readSubjects(
  { client, tableName, dayKeys }: SubjectKeyTable,
  subjectIds: readonly string[],
): Promise<readonly Subject[]> {
  const items = await batchGet(
    client,
    tableName,
    subjectIds.map((id) => ({ pk: pkOf(id) })),
    { isConsistent: true },
  );
  const stored = new Map(items.map((item) => [item['pk'] as string, item]));
  const days = [
    ...new Set(
      items.filter((item) => KEY_KINDS.some((kind) => kind in item)).map((item) => item['day'] as string),
    ),
  ];
  const keys = new Map(
    await mapConcurrent(days, MAX_DAYS_AT_ONCE, async (day) => [day, await dayKeys.of(day)] as const),
  );
  return subjectIds.map((subjectId) => {
    const item = stored.get(pkOf(subjectId)) ?? {};
    const day = String(item['day']);
    const unwrap = (kind: KeyKind): Buffer | undefined => {
      const [wrapped, dayKey] = [item[kind], keys.get(day)];
      if (wrapped === undefined || dayKey === undefined) return undefined;
      return decrypt(dayKey, [subjectId, kind, day], wrapped as string);
    };
    const { invoiceUntil } = item;
    return {
      subjectId,
      contact: unwrap('contact'),
      invoice: unwrap('invoice'),
      ...(invoiceUntil === undefined ? {} : { invoiceUntil: invoiceUntil as string }),
    };
  });
}

/** The subjects of a customer, as the table has them. */
type SubjectsOfCustomer = {
  /** The subject whose keys seal new data. */
  readonly present: string | undefined;
  /** All that the customer has or had, and those of orders that they claimed. */
  readonly all: readonly string[];
};

/** Reads the ids of the subjects of a customer. Strongly consistent: an erasure must not miss one. */
export async function readSubjectsOf(
  { client, tableName }: SubjectKeyTable,
  customerId: string,
): Promise<SubjectsOfCustomer> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: { pk: customerPk(customerId) }, ConsistentRead: true }),
  );
  const present = Item?.['subjectId'] as string | undefined;
  const all = (Item?.['subjects'] ?? new Set()) as ReadonlySet<string>;
  return { present, all: [...all].toSorted() };
}

/** Creates the subject of an order without a customer. */
export async function createForOrder(
  table: SubjectKeyTable,
  { orderId, emailHash }: OrderOfGuest,
): Promise<Subject> {
  const { subject, item } = await newSubject(table);
  await table.client.send(
    new PutCommand({ TableName: table.tableName, Item: { ...item, orderId, emailHash } }),
  );
  return subject;
}

/**
 * Creates a subject for a customer, in place of the one that the caller has read.
 *
 * @returns undefined if another caller was faster
 */
export async function createForCustomer(
  table: SubjectKeyTable,
  customerId: string,
  replacedId: string | undefined,
): Promise<Subject | undefined> {
  const { client, tableName: TableName } = table;
  const { subject, item } = await newSubject(table);
  const { subjectId } = subject;
  const cancellation = await writeTransaction(client, [
    {
      Update: {
        TableName,
        Key: { pk: customerPk(customerId) },
        // The subjects before it are kept: an erasure reaches all data of the customer.
        UpdateExpression: 'SET subjectId = :subjectId ADD subjects :subjects',
        ConditionExpression:
          replacedId === undefined ? 'attribute_not_exists(subjectId)' : 'subjectId = :replaced',
        ExpressionAttributeValues: {
          ':subjectId': subjectId,
          ':subjects': new Set([subjectId]),
          ...(replacedId === undefined ? {} : { ':replaced': replacedId }),
        },
      },
    },
    { Put: { TableName, Item: item } },
  ]);
  return cancellation === undefined ? subject : undefined;
}

/**
 * Gives a customer the subject of an order without a customer, so that it is one of the subjects of the customer. It stays the
 * subject of its order.
 *
 * @returns false if another customer has it, or the hash of its e-mail address is another one or was deleted
 * @throws TransactionCanceledException if other transactions interfere each time
 */
export async function claimSubject(
  { client, tableName: TableName }: SubjectKeyTable,
  customerId: string,
  { subjectId, emailHash }: ClaimedSubject,
): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const cancellation = await writeTransaction(client, [
      {
        Update: {
          TableName,
          Key: { pk: pkOf(subjectId) },
          UpdateExpression: 'SET claimedBy = :customerId',
          ConditionExpression:
            'emailHash = :emailHash AND (attribute_not_exists(claimedBy) OR claimedBy = :customerId)',
          ExpressionAttributeValues: { ':emailHash': emailHash, ':customerId': customerId },
        },
      },
      {
        Update: {
          TableName,
          Key: { pk: customerPk(customerId) },
          UpdateExpression: 'ADD subjects :subjects',
          ExpressionAttributeValues: { ':subjects': new Set([subjectId]) },
        },
      },
    ]);
    if (cancellation === undefined) return true;
    if (cancellation.reasons[0] === 'condition-failed') return false;
    if (attempt === MAX_CLAIM_ATTEMPTS) throw cancellation.cause;
    await sleep(backOffMs(attempt, MAX_DELAY_MS));
  }
}

/**
 * Returns the subjects of orders without a customer, by the hash of their address. The index is behind the table: what it finds is read
 * again, so that no order is found by an address that it had before.
 */
export async function findByEmail(
  { client, tableName }: SubjectKeyTable,
  emailHash: string,
): Promise<readonly SubjectOfOrder[]> {
  const items = await queryAll(client, {
    TableName: tableName,
    IndexName: 'by-email',
    KeyConditionExpression: 'emailHash = :emailHash',
    ExpressionAttributeValues: { ':emailHash': emailHash },
  });
  const present = await batchGet(
    client,
    tableName,
    items.map(({ pk }) => ({ pk })),
    { isConsistent: true },
  );
  const isFound = new Set(present.flatMap((item) => (item['emailHash'] === emailHash ? [item['pk']] : [])));
  return items
    .filter(({ pk }) => isFound.has(pk))
    .map(({ pk, orderId }) => ({ subjectId: toSubjectId(pk), orderId: orderId as string }));
}
