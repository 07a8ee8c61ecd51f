import type { Draw } from '../../random.ts';
import type { HttpAnswer } from '../../world/http-client.ts';
import { claimsOfReader, type List } from './lists.ts';
import { type Read, useAgain, useElsewhere } from './use-cursors.ts';
import type { Page, Walk, WalkConfig } from './walk.ts';

/** More pages than a list of a run has items. */
const MAX_PAGES = 400;
const SMALL_LIMITS = [1, 1, 1, 2, 2, 3];
const LARGE_SHARE = 0.2;

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
  const read: Read = (of, paging, key) =>
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
  const end = (endMs: number, more: Partial<Walk>) =>
    void record.walks.push({ list: list.name, by, filter, startMs, endMs, pages, isFinal, ...more });
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
    if (page === undefined) {
      const fault = `page ${index} was answered ${answer.status} ${answer.body?.code}`;
      return end(scheduler.nowMs(), { fault });
    }
    pages.push(page);
    if (page.next === undefined) break;
    if (index === MAX_PAGES) return end(page.endMs, { fault: `has more than ${MAX_PAGES} pages` });
  }
  end(pages.at(-1)?.endMs ?? startMs, {
    ...(await useAgain(pages, draw, readPage)),
    ...(await useElsewhere({ list, by, filter, cursor: pages[0]?.next }, { draw, record, read })),
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
