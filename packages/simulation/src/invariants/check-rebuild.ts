import type { Item } from '../dynamodb/attribute-value.ts';
import { keysOf } from '../dynamodb/table.ts';
import type { World } from '../world/world.ts';
import type { Violation } from './violation.ts';

const EVENT_ARCHIVE = 'platform-event-archive';
/** Tables of projections: they can be rebuilt from streams and messages alone. */
const VIEWS = ['orders-views', 'orders-offers', 'catalog-listings', 'payments-ledger', EVENT_ARCHIVE];
/** Queues that feed only projections. */
const INTO_VIEWS = ['tradepost-dev-orders-catalog', 'tradepost-dev-platform-events'];
const REBUILT_WITHIN_MS = 3_600_000;

/**
 * Replays all records of the streams in order and without faults. The events that the functions publish then must be
 * those that the bus received in the run, each at least once and no others, and the projections must be the same.
 */
export async function checkRebuild(world: World): Promise<readonly Violation[]> {
  const { dynamodb, scheduler } = world;
  const otherwise = new Set(world.bus.published.flatMap(({ id, version }) => (version ? [id] : [])));
  const before = VIEWS.map((name) => snapshot(world, name, otherwise));
  for (const name of VIEWS) {
    const table = dynamodb.table(`tradepost-dev-${name}`);
    for (const item of table.all()) table.replace(keysOf(item, table.schema), undefined, scheduler.nowMs());
  }
  const said: { readonly Detail: string }[] = [];
  const unfinished: Violation[] = [];
  world.divert(said);
  for (const stream of world.streams) {
    const records = (world.history.get(stream.table) ?? []).filter(stream.wants);
    if (records.length === 0) continue;
    const { functionName } = stream.mapping;
    const isDone = await invoke(world, functionName, { Records: records }, `rebuild ${functionName}`);
    if (!isDone) unfinished.push({ invariant: 'all work finishes', what: `rebuild ${functionName}` });
  }
  world.divert(undefined);
  if (unfinished.length > 0) return unfinished;
  const violations = compareBus(world, said);
  for (const queue of INTO_VIEWS.map((name) => world.queues.all.find((each) => each.name === name))) {
    for (const { Detail } of queue === undefined ? [] : said) {
      const isOfCatalogue = JSON.parse(Detail).source === 'tradepost.catalog';
      if (queue?.name.endsWith('-events') || isOfCatalogue) queue?.send(Detail);
    }
  }
  await world.run(scheduler.nowMs() + REBUILT_WITHIN_MS);
  VIEWS.forEach((name, index) => {
    const [was, is] = [before[index] as ReadonlyMap<string, string>, snapshot(world, name, otherwise)];
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      if (was.get(key) === is.get(key)) continue;
      const what = `${name} ${key}: ${was.get(key) ?? 'nothing'}, rebuilt ${is.get(key) ?? 'nothing'}`;
      violations.push({ invariant: 'every projection equals its rebuild', what: what.slice(0, 600) });
    }
  });
  return violations;
}

/** Events that another version published may differ in content, so they are compared by id only. */
function compareBus({ bus }: World, said: readonly { readonly Detail: string }[]): Violation[] {
  const committed = new Map(said.map(({ Detail }) => [idOf(Detail), Detail]));
  const published = new Set(bus.published.map(({ id }) => id));
  const lost = [...committed].filter(([id]) => !published.has(id));
  const invented = bus.published.filter(
    ({ id, detail, version }) =>
      !committed.has(id) || (version === undefined && committed.get(id) !== detail),
  );
  return [
    ...lost.map(([, detail]) => ({ invariant: 'no event is lost', what: detail.slice(0, 300) })),
    ...invented.map(({ detail }) => ({ invariant: 'no event is invented', what: detail.slice(0, 300) })),
  ];
}

function idOf(detail: string): string {
  return String(JSON.parse(detail).id);
}

/** Returns true if the function ended in time. */
async function invoke(world: World, functionName: string, event: unknown, key: string): Promise<boolean> {
  let isDone = false;
  void world.functions.invoke(functionName, event, key).then(() => {
    isDone = true;
  });
  await world.run(world.scheduler.nowMs() + REBUILT_WITHIN_MS);
  return isDone;
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
      return [JSON.stringify(keysOf(item, table.schema)), canonical(isOtherwise ? rest : item)];
    }),
  );
}

/** Returns the same text for equal items: fields and sets have no order. */
function canonical(item: Item): string {
  return JSON.stringify(item, (key, value: unknown) =>
    key === 'SS'
      ? [...(value as string[])].sort()
      : typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
  );
}
