import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { backOffMs, sleep } from '@tradepost/dynamodb/back-off';
import { ContentionError } from '@tradepost/dynamodb/contention-error';
import { createCache } from './cache.ts';
import { createDayKeys } from './day-keys.ts';
import type { WrappingKey } from './kms-key.ts';
import {
  type ClaimedSubject,
  isComplete,
  type OrderOfGuest,
  type Subject,
  type SubjectOfOrder,
  withoutRestricted,
} from './subject.ts';
import {
  claimSubject,
  createForCustomer,
  createForOrder,
  findByEmail,
  readSubjects,
  readSubjectsOf,
  type SubjectKeyTable,
} from './subject-key-table.ts';

export type SubjectKeys = {
  /**
   * Returns the subject of a customer, and creates it if there is none. If any of its keys was deleted, the customer gets a
   * new subject. Of several callers at once, one creates it.
   *
   * @throws ContentionError if others change it at every attempt
   */
  readonly ofCustomer: (customerId: string) => Promise<Subject>;
  /** Creates the subject of an order without a customer. It is found by the hash of the order's e-mail address. */
  readonly createForOrder: (order: OrderOfGuest) => Promise<Subject>;
  /**
   * Returns subjects by their ids, with one read. A subject that does not exist has no keys: its data is erased. A key that was
   * deleted is returned for up to five minutes by an instance that has read it before.
   *
   * @param options `restricted`: also return keys `invoice` that are kept for taxes alone. Otherwise they count as deleted
   */
  readonly find: (
    subjectIds: readonly string[],
    options?: { readonly restricted: boolean },
  ) => Promise<ReadonlyMap<string, Subject>>;
  /**
   * Returns the subjects of orders without a customer, by the hash of their e-mail address. New ones are found some seconds later; none is
   * found by an address that was corrected since.
   */
  readonly findByEmail: (emailHash: string) => Promise<readonly SubjectOfOrder[]>;
  /**
   * Gives a customer the subject of an order without a customer, whose e-mail address they have proven to be theirs. A repeat
   * changes nothing.
   *
   * @returns false if another customer has it, or the order has another address
   */
  readonly claim: (customerId: string, subject: ClaimedSubject) => Promise<boolean>;
  /**
   * Returns the ids of all subjects of a customer: the present one, those before it, and those of orders that they claimed.
   * Strongly consistent.
   */
  readonly subjectsOf: (customerId: string) => Promise<readonly string[]>;
};

export type SubjectKeysConfig = {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly wrappingKey: WrappingKey;
  readonly stage: string;
  /** The clock, in milliseconds. Defaults to the system's. */
  readonly nowMs?: () => number;
};

/** Subjects that an instance keeps: 64 bytes of keys each. */
const MAX_CACHED = 1_000;
/** Attempts to create the subject of a customer, of which each is lost to another caller. */
const MAX_ATTEMPTS = 5;
const MAX_DELAY_MS = 200;

/**
 * The keys of subjects in the table `customers-subject-keys`: `pk = subject#<id>` has the keys, encrypted by the key of a day,
 * and `pk = customer#<id>` has the subject of a customer.
 */
export function createSubjectKeys(config: SubjectKeysConfig): SubjectKeys {
  const { client, tableName, nowMs = Date.now } = config;
  const table: SubjectKeyTable = { client, tableName, dayKeys: createDayKeys({ ...config, nowMs }) };
  const cache = createCache<Subject>(MAX_CACHED, nowMs);
  const customers = createCache<string>(MAX_CACHED, nowMs);
  const keep = (subject: Subject): Subject => {
    if (isComplete(subject)) cache.set(subject.subjectId, subject);
    return subject;
  };
  const find: SubjectKeys['find'] = async (subjectIds, { restricted } = { restricted: false }) => {
    const known = subjectIds.flatMap((id) => cache.get(id) ?? []);
    const found = new Map(known.map((subject) => [subject.subjectId, subject]));
    const missing = [...new Set(subjectIds)].filter((id) => !found.has(id));
    const read = missing.length === 0 ? [] : await readSubjects(table, missing);
    for (const subject of read) {
      keep(subject);
      found.set(subject.subjectId, restricted ? subject : withoutRestricted(subject));
    }
    return found;
  };
  return {
    find,
    ofCustomer: async (customerId) => {
      for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
        if (attempt > 1) await sleep(backOffMs(attempt, MAX_DELAY_MS));
        const subjectId = customers.get(customerId) ?? (await readSubjectsOf(table, customerId)).present;
        const subject = subjectId === undefined ? undefined : (await find([subjectId])).get(subjectId);
        if (subject !== undefined && isComplete(subject)) {
          customers.set(customerId, subject.subjectId);
          return subject;
        }
        customers.delete(customerId);
        const created = await createForCustomer(table, customerId, subjectId);
        if (created !== undefined) return keep(created);
      }
      throw new ContentionError(`a customer got no subject in ${MAX_ATTEMPTS} attempts`);
    },
    createForOrder: async (order) => keep(await createForOrder(table, order)),
    findByEmail: (emailHash) => findByEmail(table, emailHash),
    claim: (customerId, subject) => claimSubject(table, customerId, subject),
    subjectsOf: async (customerId) => (await readSubjectsOf(table, customerId)).all,
  };
}
