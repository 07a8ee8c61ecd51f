import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { CUSTOMER_IDS, claimsOf, isCustomer, type Orderer, pathOf } from './order-routes.ts';

/** All pages of a list of orders, read while orders change. */
export type Walk = {
  readonly by: Orderer;
  readonly filter: { readonly status?: string; readonly customerId?: string };
  readonly startMs: number;
  readonly endMs: number;
  /** Items of all pages, in order. */
  readonly items: readonly { readonly id: string; readonly status: string }[];
  /** The failure that ended the list before its last page. */
  readonly fault?: string;
};

export type WalkConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly walks: Walk[] };
};

/** Ids of customers in orders of staff: those of the shop's own customers, and one of another system. */
export const CUSTOMERS = [CUSTOMER_IDS.ada, CUSTOMER_IDS.grace, '17850'];

/** Whoever reads lists. Guests have none. */
const READERS: readonly Orderer[] = ['staff', 'staff', 'ada', 'grace', 'bff', 'marketplace'];

const READERS_SHARE = 0.5;
const MAX_WALKS = 5;
const WALKS_WITHIN_MS = 60_000;
/** More pages than a run has orders. */
const MAX_PAGES = 20;
const STATUSES = ['placed', 'confirmed', 'rejected', 'cancelled'];

/** In half of the runs, reads lists of orders, mostly shortly after the first orders arrive. */
export async function readLists(config: WalkConfig): Promise<void> {
  const draw = config.draw.under('lists');
  if (!draw.chance('any', READERS_SHARE)) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_WALKS) }, async (_none, place) => {
      await config.world.scheduler.sleep(WALKS_WITHIN_MS * draw.unit(`walk ${place} begins`) ** 3);
      await walkList(`walk ${place}`, config);
    }),
  );
}

/** Reads all pages of one list and records their items. The filter is drawn by the name. */
export async function walkList(
  name: string,
  { world, http, draw: drawn, record }: WalkConfig,
): Promise<void> {
  const { scheduler } = world;
  const draw = drawn.under(name);
  const by = draw.pick('by', READERS);
  const filter = {
    ...(draw.chance('by status', 0.4) ? { status: draw.pick('status', STATUSES) } : {}),
    ...(draw.chance('by customer', 0.3) && !isCustomer(by)
      ? { customerId: draw.pick('customer', CUSTOMERS) }
      : {}),
  };
  const limit = String(draw.int('limit', 1, 3));
  const startMs = scheduler.nowMs();
  const items: { readonly id: string; readonly status: string }[] = [];
  let cursor: string | undefined;
  let fault: string | undefined;
  for (let page = 0; fault === undefined; page += 1) {
    const query = new URLSearchParams({ ...filter, limit, ...(cursor === undefined ? {} : { cursor }) });
    const answer = await http.send(
      { method: 'GET', path: `${pathOf(by)}?${query}`, ...claimsOf(by) },
      `${name} page ${page}`,
    );
    // The client gave up after its retries: other invariants check those.
    if (answer === undefined) return;
    if (answer.status === 200) items.push(...answer.body.items);
    else fault = `page ${page} was answered ${answer.status} ${answer.body?.code}`;
    cursor = answer.body?.nextCursor;
    if (cursor === undefined) break;
    if (page === MAX_PAGES) fault = `has more than ${MAX_PAGES} pages`;
  }
  record.walks.push({
    by,
    filter,
    startMs,
    endMs: scheduler.nowMs(),
    items: items.map(({ id, status }) => ({ id, status })),
    ...(fault === undefined ? {} : { fault }),
  });
}
