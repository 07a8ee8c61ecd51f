import type { Item } from './attribute-value.ts';
import { sizeOf } from './item-size.ts';
import type { Input } from './plain.ts';
import type { Write } from './prepare-write.ts';
import { projected } from './query.ts';
import { keysOf, type Table } from './table.ts';
import type { TableFaults } from './table-faults.ts';
import { validationError } from './validation-error.ts';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const MAX_READS = 100;
const MAX_READ_BYTES = 16 * 1024 * 1024;
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const MAX_WRITES = 25;

type Config = {
  readonly call: string;
  readonly table: (name: string) => Table;
  readonly faults: Pick<TableFaults, 'unprocessed' | 'inAnyOrder'>;
};

/** Any items may be left unprocessed, and those that were read are in no particular order. */
export function batchGet(
  { RequestItems }: Input,
  {
    call,
    table,
    faults,
    read,
  }: Config & {
    readonly read: (from: Table, key: Item, isConsistent: unknown) => Item | undefined;
  },
): Record<string, unknown> {
  const requests = Object.entries(RequestItems as Record<string, Input>);
  const keys = requests.flatMap(([name, request]) =>
    (request['Keys'] as readonly Item[]).map((key) => ({ name, request, key })),
  );
  rejectInvalid(keys.length, MAX_READS, keys.map(toText));
  const left = faults.unprocessed(call, keys.length);
  const responses: Record<string, Item[]> = Object.fromEntries(requests.map(([name]) => [name, []]));
  const unprocessed: Record<string, Input> = {};
  let bytes = 0;
  const found = keys.map((each, place) => {
    const { name, request, key } = each;
    const item = left.has(place) ? undefined : read(table(name), key, request['ConsistentRead']);
    bytes += item === undefined ? 0 : sizeOf(item);
    const isLeft = left.has(place) || (item !== undefined && place > 0 && bytes > MAX_READ_BYTES);
    if (isLeft) unprocessed[name] = { ...request, Keys: [...(unprocessed[name]?.['Keys'] ?? []), key] };
    return { ...each, item: isLeft ? undefined : item };
  });
  for (const { name, request, item } of faults.inAnyOrder(call, found))
    if (item !== undefined) responses[name]?.push(projected(item, request));
  return { Responses: responses, UnprocessedKeys: unprocessed };
}

/**
 * Puts and deletes items, without conditions. Any of them may be left unprocessed. An item that a transaction is writing is:
 * the operation has no error for a conflict.
 */
export function batchWrite(
  { RequestItems }: Input,
  {
    call,
    table,
    faults,
    prepare,
    isLocked,
    apply,
  }: Config & {
    readonly prepare: (to: Table, kind: 'Put' | 'Delete', input: Input) => Write;
    readonly isLocked: (write: Write) => boolean;
    readonly apply: (write: Write) => void;
  },
): Record<string, unknown> {
  const requests = Object.entries(RequestItems as Record<string, readonly Input[]>).flatMap(([name, each]) =>
    each.map((request) => {
      const { PutRequest: put, DeleteRequest: del } = request;
      return { name, request, write: prepare(table(name), put ? 'Put' : 'Delete', put ?? del) };
    }),
  );
  rejectInvalid(
    requests.length,
    MAX_WRITES,
    requests.map(({ name, write }) => toText({ name, key: keysOf(write.key, write.to.schema) })),
  );
  for (const { write } of requests) if (write.invalid !== undefined) throw write.invalid;
  const left = faults.unprocessed(call, requests.length);
  const unprocessed: Record<string, Input[]> = {};
  for (const [place, { name, request, write }] of requests.entries()) {
    if (!left.has(place) && !isLocked(write)) apply(write);
    else unprocessed[name] = [...(unprocessed[name] ?? []), request];
  }
  return { UnprocessedItems: unprocessed };
}

/** DynamoDB rejects a batch that is empty, too large, or names an item twice. */
function rejectInvalid(items: number, max: number, keys: readonly string[]): void {
  if (items === 0 || items > max)
    throw validationError(`The batch has ${items} items; it must have from 1 to ${max}`);
  if (new Set(keys).size < items) throw validationError('Provided list of item keys contains duplicates');
}

function toText({ name, key }: { readonly name: string; readonly key: Item }): string {
  return JSON.stringify([name, ...Object.entries(key).sort()]);
}
