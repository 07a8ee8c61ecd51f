import { canonical } from '../dynamodb/attribute-value.ts';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import { keysOf } from '../dynamodb/table.ts';
import type { World } from '../world/world.ts';
import { invoke } from './invoke.ts';
import type { Report } from './violation.ts';

const EVENT_ARCHIVE = 'platform-event-archive';
/** Tables of projections: they can be rebuilt from streams and messages alone. */
const VIEWS = ['orders-views', 'orders-offers', 'catalog-listings', 'payments-ledger', EVENT_ARCHIVE];
/** Queues that feed only projections, with the events that their rules deliver. */
const INTO_VIEWS: Readonly<Record<string, (event: UncheckedJson) => boolean>> = {
  'tradepost-dev-orders-catalog': ({ source }) => source === 'tradepost.catalog',
  'tradepost-dev-orders-payments': ({ type }) => type === 'PaymentCaptured',
  'tradepost-dev-platform-events': () => true,
};
const REBUILT_WITHIN_MS = 3_600_000;

/**
 * Replays all records of the streams in order and without faults. The events that the functions publish then must be
 * those that the bus received in the run, each at least once and no others, and the projections must be the same.
 */
export async function checkRebuild(world: World, report: Report): Promise<void> {
  const { dynamodb, scheduler } = world;
  const otherwise = new Set(
    world.bus.published.flatMap(({ detail, version }) => (version ? [idOf(detail)] : [])),
  );
  const before = VIEWS.map((name) => snapshot(world, name, otherwise));
  for (const name of VIEWS) {
    const table = dynamodb.table(`tradepost-dev-${name}`);
    for (const item of table.all()) table.replace(keysOf(item, table.schema), undefined);
  }
  const entries: { readonly Detail: string }[] = [];
  let isComplete = true;
  world.divert(entries);
  for (const stream of world.streams) {
    const records = (world.history.get(stream.table) ?? []).filter(stream.wants);
    if (records.length === 0) continue;
    const { functionName } = stream.mapping;
    const key = `rebuild ${functionName}`;
    if (await invoke(world, functionName, { Records: records }, key, REBUILT_WITHIN_MS)) continue;
    report('all work finishes', key);
    isComplete = false;
  }
  world.divert(undefined);
  if (!isComplete) return;
  // The workflow of an erasure publishes this event, and no stream: it is delivered again as it was.
  for (const { detail } of world.bus.published) if (isOfWorkflow(detail)) entries.push({ Detail: detail });
  compareBus(
    world,
    entries.map(({ Detail }) => Detail),
    report,
  );
  for (const queue of world.queues.all) {
    const isDelivered = INTO_VIEWS[queue.name];
    for (const { Detail } of isDelivered === undefined ? [] : entries)
      if (isDelivered?.(JSON.parse(Detail))) queue.send(Detail);
  }
  await world.run(scheduler.nowMs() + REBUILT_WITHIN_MS);
  VIEWS.forEach((name, index) => {
    const [was, is] = [before[index] as ReadonlyMap<string, string>, snapshot(world, name, otherwise)];
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      if (was.get(key) === is.get(key)) continue;
      const what = `${name} ${key}: ${was.get(key) ?? 'nothing'}, rebuilt ${is.get(key) ?? 'nothing'}`;
      report('every projection equals its rebuild', what.slice(0, 600));
    }
  });
}

/** Events that another version published may differ in content, so they are compared by id only. */
function compareBus({ bus }: World, details: readonly string[], report: Report): void {
  const committed = new Map(details.map((detail) => [idOf(detail), detail]));
  const published = new Set(bus.published.map(({ detail }) => idOf(detail)));
  for (const [id, detail] of committed)
    if (!published.has(id)) report('no event is lost', detail.slice(0, 300));
  for (const { detail, version } of bus.published) {
    const id = idOf(detail);
    if (!committed.has(id) || (version === undefined && committed.get(id) !== detail))
      report('no event is invented', detail.slice(0, 300));
  }
}

function isOfWorkflow(detail: string): boolean {
  return JSON.parse(detail).type === 'SubjectErased';
}

/** An id is unique among the events of a source: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#id */
function idOf(detail: string): string {
  const { source, id } = JSON.parse(detail);
  return `${source} ${id}`;
}

/** The items of a table by key. Leaves out the content of archived events that another version published. */
function snapshot(
  { dynamodb }: World,
  name: string,
  otherwise: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const table = dynamodb.table(`tradepost-dev-${name}`);
  return new Map(
    table.all().map((item) => {
      const { event, ...rest } = item;
      const isOtherwise = name === EVENT_ARCHIVE && otherwise.has(idOf(event?.S ?? '{}'));
      return [JSON.stringify(keysOf(item, table.schema)), canonical({ M: isOtherwise ? rest : item })];
    }),
  );
}
