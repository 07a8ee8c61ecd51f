import { marshall } from '@aws-sdk/util-dynamodb';
import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Code } from '../code/load-code.ts';
import type { Item } from '../dynamodb/attribute-value.ts';
import { toPlain, type UncheckedJson } from '../dynamodb/plain.ts';
import { createFaults } from '../faults/faults.ts';
import { createDraw } from '../random.ts';
import { get } from '../workload/requests.ts';
import { createHttpClient } from '../world/http-client.ts';
import { createWorld, type World } from '../world/world.ts';
import { type Keys, LOGS, type LogTable, type Outcome, type StoredItem } from './history.ts';

const TABLE_PREFIX = 'tradepost-dev-';
const SUBJECT_KEYS = 'customers-subject-keys';
const PAYMENT_TOKENS = '/tradepost/dev/platform/payment-tokens';
/** Absent in the recordings of orders without codes that were made before it was recorded. */
const CODES = 'pricing-terms' satisfies LogTable;
const VIEWS = ['orders-views', 'payments-ledger'];
const SETTLED_WITHIN_MS = 3_600_000;

/**
 * Writes the stored items of a former order into the services' logs, one by one: the streams publish and project them,
 * and the bus starts the workflow again. There are no faults.
 *
 * @returns the results, with the answers of the API about the order
 */
export async function playHistory(
  code: Code,
  description: CloudDescription,
  { stored, keys }: { readonly stored: readonly StoredItem[]; readonly keys: Keys },
): Promise<Outcome> {
  const isComplete = stored.some(({ table }) => table === CODES);
  const draw = createDraw(0);
  const faults = createFaults({ draw, kinds: [] });
  const ignore = () => {};
  const quiet = { trace: ignore, log: ignore, reach: ignore, onChange: ignore, onSweep: ignore };
  const world = createWorld({ code, description, draw, faults, situation: {}, ...quiet });
  world.secrets.replace(PAYMENT_TOKENS, keys.paymentTokens);
  const keyItems = keys.items.map((item) => ({ table: SUBJECT_KEYS, item }));
  for (const { table, item } of [...keyItems, ...stored]) {
    const Item = marshall(item, { removeUndefinedValues: true });
    world.dynamodb.execute('PutItem', { TableName: TABLE_PREFIX + table, Item });
  }
  await world.run(world.scheduler.nowMs() + SETTLED_WITHIN_MS);
  const { scheduler, functions } = world;
  const http = createHttpClient({ routes: description.routes, functions, scheduler, draw, faults });
  const answers: Record<string, Outcome['answers'][string]> = {};
  for (const path of pathsTo(stored)) {
    const asked = http.send(get(path), path);
    await world.run(scheduler.nowMs() + SETTLED_WITHIN_MS);
    const answer = await asked;
    answers[path] = { status: answer?.status ?? 0, body: answer?.body };
  }
  return {
    events: world.bus.published.map(({ detail }) => JSON.parse(detail) as UncheckedJson).sort(byId),
    views: Object.fromEntries(VIEWS.map((name) => [name, itemsOf(world, name)])),
    answers,
    written: storedIn(world, () => true)
      .slice(stored.length)
      .filter(({ table }) => isComplete || table !== CODES),
    deadLetters: world.queues.all
      .filter(({ isDeadLetters }) => isDeadLetters)
      .flatMap(({ messages }) => [...messages].map(({ body }) => body)),
  };
}

/** Returns what opens the seals of an order. */
export function keysIn({ dynamodb, secrets }: World, subjectId: string): Keys {
  const table = dynamodb.table(TABLE_PREFIX + SUBJECT_KEYS);
  const itemOf = (pk: string): UncheckedJson => toPlain(table.get({ pk: { S: pk } }) ?? {});
  const subject = itemOf(`subject#${subjectId}`);
  return { items: [subject, itemOf(`day#${subject.day}`)], paymentTokens: secrets.valueOf(PAYMENT_TOKENS) };
}

/** Returns all log items that a world wrote for the wanted aggregates, oldest first. */
export function storedIn({ history }: Pick<World, 'history'>, isWanted: (pk: string) => boolean) {
  const records = (Object.keys(LOGS) as LogTable[]).flatMap((table) =>
    (history.get(TABLE_PREFIX + table) ?? []).map(({ dynamodb }) => ({ table, dynamodb })),
  );
  // Stream records have times in seconds. The sort is stable: records of one second keep the order of their table.
  return records
    .sort((one, other) => secondOf(one.dynamodb) - secondOf(other.dynamodb))
    .flatMap(({ table, dynamodb }): readonly StoredItem[] => {
      const item = toPlain((dynamodb['NewImage'] ?? {}) as Item);
      return String(item['pk']).startsWith(`${LOGS[table]}#`) && isWanted(item['pk'])
        ? [{ table, item }]
        : [];
    });
}

function secondOf({
  ApproximateCreationDateTime: seconds,
}: {
  ApproximateCreationDateTime?: number;
}): number {
  return seconds ?? 0;
}

/** Paths of the API that show an order, its payment and its reservation. */
function pathsTo(stored: readonly StoredItem[]): readonly string[] {
  const placed = stored.find(({ table }) => table === 'orders-events')?.item['events'][0];
  const { orderId, paymentId, reservationId, currency } = placed;
  return [
    `/v1/orders/${orderId}`,
    `/v1/orders/${orderId}/history`,
    `/v1/payments/${paymentId}`,
    `/v1/payments/${paymentId}/entries`,
    `/v1/reservations/${reservationId}`,
    `/v1/ledger/${currency}`,
  ];
}

function itemsOf({ dynamodb }: World, name: string): readonly UncheckedJson[] {
  const items: readonly UncheckedJson[] = dynamodb
    .table(TABLE_PREFIX + name)
    .all()
    .map(toPlain);
  return [...items].sort((one, other) => (`${one.pk} ${one.sk}` < `${other.pk} ${other.sk}` ? -1 : 1));
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1;
}
