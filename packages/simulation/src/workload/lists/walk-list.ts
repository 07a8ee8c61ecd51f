import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../../invariants/journal.ts';
import type { Draw } from '../../random.ts';
import type { HttpAnswer, HttpClient } from '../../world/http-client.ts';
import type { World } from '../../world/world.ts';
import type { Orderer } from '../order-routes.ts';
import { claimsOfReader, type Filter, LISTS, type List, type ListName, meaningOf } from './lists.ts';

/** One page, with the time from its request to its answer. `next` is its `nextCursor`. */
export type Page = {
  readonly startMs: number;
  readonly endMs: number;
  readonly limit: number;
  readonly items: readonly UncheckedJson[];
  readonly next?: string | undefined;
};

/** All pages of a list, read while its items change. */
export type Walk = {
  readonly list: ListName;
  readonly by: Orderer;
  readonly filter: Filter;
  readonly startMs: number;
  readonly endMs: number;
  readonly pages: readonly Page[];
  /** The failure that ended the list before its last page. */
  readonly fault?: string;
  /** The page that a second use of a cursor returned, with the index of the page that the first use returned. */
  readonly again?: Page & { readonly index: number };
  /** The answer to a cursor of this list in another list, or with another filter. */
  readonly elsewhere?: string;
  /** Nothing changed any more: the list is compared with what is stored. */
  readonly isFinal: boolean;
};

export type WalkConfig = {
  readonly world: Pick<World, 'scheduler'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    readonly walks: Walk[];
    readonly orders: readonly { readonly orderId: string }[];
    readonly journal: Journal;
  };
};

const READERS_SHARE = 0.5;
const MAX_WALKS = 5;
const WALKS_WITHIN_MS = 60_000;
/** More pages than a list of a run has items. */
const MAX_PAGES = 60;
const SMALL_LIMITS = [1, 1, 1, 2, 2, 3];
const LARGE_SHARE = 0.2;
const AGAIN_SHARE = 0.3;
const ELSEWHERE_SHARE = 0.15;
const FINAL_SHARE = 0.5;
const MAX_FINAL_WALKS = 2;
/** A product has an item for itself, and one for each of its SKUs and its slug. */
const MANY_PRODUCTS = 10;

/** In half of the runs, reads lists, mostly shortly after the first orders arrive. */
export async function readLists(config: WalkConfig): Promise<void> {
  const draw = config.draw.under('lists');
  if (!draw.chance('any', READERS_SHARE)) return;
  await Promise.all(
    Array.from({ length: draw.int('how many', 1, MAX_WALKS) }, async (_none, place) => {
      await config.world.scheduler.sleep(WALKS_WITHIN_MS * draw.unit(`walk ${place} begins`) ** 3);
      await walkList(`walk ${place}`, draw.pick(`walk ${place} list`, OF_ORDERS), config);
    }),
  );
}

/** In half of the runs, reads lists when nothing changes any more. */
export async function readFinalLists(config: WalkConfig): Promise<void> {
  const draw = config.draw.under('final lists');
  if (!draw.chance('any', FINAL_SHARE)) return;
  const { journal } = config.record;
  const lists = [
    ...OF_ORDERS,
    // The shop itself has at most two products.
    ...(journal.of('catalog-products').size > MANY_PRODUCTS ? OF_PRODUCTS : []),
    ...(journal.of('identity-audit').size > 0 ? OF_ACCESS : []),
  ];
  for (let place = draw.int('how many', 1, MAX_FINAL_WALKS); place > 0; place -= 1)
    await walkList(`final walk ${place}`, draw.pick(`list ${place}`, lists), config, true);
}

const ofNames = (...names: readonly ListName[]) => LISTS.filter(({ name }) => names.includes(name));
/** Lists by what they are of. */
export const ORDERS = ofNames('orders', 'my orders');
const OF_ORDERS = ofNames('orders', 'my orders', 'events');
export const OF_PRODUCTS = ofNames('products', 'product feed', 'products of staff');
export const OF_ACCESS = ofNames('access changes');

/** Reads all pages of one list and records them. The reader, the filter and the page sizes are drawn by the name. */
export async function walkList(
  name: string,
  list: List,
  { world: { scheduler }, http, draw: drawn, record }: WalkConfig,
  isFinal = false,
): Promise<void> {
  const draw = drawn.under(name);
  const by = draw.pick('by', list.readers);
  const filter = list.drawFilter(draw, by, record);
  const read = (of: { readonly path: string; readonly filter: Filter }, paging: Filter, key: string) =>
    http.send(
      {
        method: 'GET',
        path: `${of.path}?${new URLSearchParams({ ...of.filter, ...paging })}`,
        ...claimsOfReader(by),
      },
      `${name} ${key}`,
    );
  const startMs = scheduler.nowMs();
  const pages: Page[] = [];
  const end = (fault?: string, more: Partial<Walk> = {}) => {
    const walk = { list: list.name, by, filter, startMs, endMs: scheduler.nowMs(), pages, isFinal, ...more };
    record.walks.push(fault === undefined ? walk : { ...walk, fault });
  };
  const readPage = async (cursor: string | undefined, limit: number, key: string) => {
    const pageMs = scheduler.nowMs();
    const paging = { limit: String(limit), ...(cursor === undefined ? {} : { cursor }) };
    const answer = await read({ path: list.path(by), filter }, paging, key);
    return { answer, page: toPage(answer, pageMs, scheduler.nowMs(), limit) };
  };
  const usual = limitOf(list, draw);
  for (let index = 0; ; index += 1) {
    // The page size may differ from page to page.
    const limit = draw.chance(`limit ${index} differs`, 0.1) ? limitOf(list, draw.under(`${index}`)) : usual;
    const { answer, page } = await readPage(pages.at(-1)?.next, limit, `page ${index}`);
    // The client gave up after its retries: other invariants check those.
    if (answer === undefined) return;
    if (page === undefined) return end(`page ${index} was answered ${answer.status} ${answer.body?.code}`);
    pages.push(page);
    if (page.next === undefined) break;
    if (index === MAX_PAGES) return end(`has more than ${MAX_PAGES} pages`);
  }
  end(undefined, {
    ...(await useAgain(pages, draw, readPage)),
    ...(await useElsewhere(list, { by, filter, cursor: pages[0]?.next }, { draw, record, read })),
  });
}

function limitOf({ maxLimit }: List, draw: Draw): number {
  return draw.chance('limit is large', LARGE_SHARE) ? maxLimit : draw.pick('limit', SMALL_LIMITS);
}

function toPage(
  answer: HttpAnswer | undefined,
  startMs: number,
  endMs: number,
  limit: number,
): Page | undefined {
  if (answer?.status !== 200) return undefined;
  const { items, nextCursor: next } = answer.body;
  return { startMs, endMs, limit, items, next };
}

/** Requests a page once more, with the cursor and the limit that returned it. */
async function useAgain(
  pages: readonly Page[],
  draw: Draw,
  readPage: (cursor: string, limit: number, key: string) => Promise<{ readonly page: Page | undefined }>,
): Promise<Pick<Walk, 'again'>> {
  if (pages.length < 2 || !draw.chance('again', AGAIN_SHARE)) return {};
  const index = draw.int('which again', 1, pages.length - 1);
  const cursor = pages[index - 1]?.next ?? '';
  const { page } = await readPage(cursor, pages[index]?.limit ?? 1, `again ${index}`);
  return page === undefined ? {} : { again: { ...page, index } };
}

/** Sends a cursor to another list, or with another filter: it must be rejected. */
async function useElsewhere(
  list: List,
  {
    by,
    filter,
    cursor,
  }: { readonly by: Orderer; readonly filter: Filter; readonly cursor?: string | undefined },
  {
    draw: drawn,
    record,
    read,
  }: {
    readonly draw: Draw;
    readonly record: WalkConfig['record'];
    readonly read: (
      of: { readonly path: string; readonly filter: Filter },
      paging: Filter,
      key: string,
    ) => Promise<HttpAnswer | undefined>;
  },
): Promise<Pick<Walk, 'elsewhere'>> {
  const draw = drawn.under('elsewhere');
  if (cursor === undefined || !draw.chance('any', ELSEWHERE_SHARE)) return {};
  const others = LISTS.filter(({ readers }) => readers.includes(by));
  const other = draw.chance('same list', 0.5) ? list : draw.pick('list', others);
  const otherFilter = other.drawFilter(draw, by, record);
  if (meaningOf(other, otherFilter) === meaningOf(list, filter)) return {};
  const answer = await read({ path: other.path(by), filter: otherFilter }, { cursor }, 'elsewhere');
  return answer === undefined
    ? {}
    : { elsewhere: `${answer.status} ${answer.body?.code} ${other.name} ${JSON.stringify(otherFilter)}` };
}
