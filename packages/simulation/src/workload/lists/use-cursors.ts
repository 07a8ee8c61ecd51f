import type { Draw } from '../../random.ts';
import type { HttpAnswer } from '../../world/http-client.ts';
import type { Orderer } from '../order-routes.ts';
import { type Filter, LISTS, type List, meaningOf } from './lists.ts';
import type { Page, Walk, WalkConfig } from './walk.ts';

/** Sends a request for a page of a list. */
export type Read = (
  of: { readonly path: string; readonly filter: Filter },
  paging: Filter,
  key: string,
) => Promise<HttpAnswer | undefined>;

/** A cursor, and the list that returned it. */
type Used = {
  readonly list: List;
  readonly by: Orderer;
  readonly filter: Filter;
  readonly cursor: string | undefined;
};

const AGAIN_SHARE = 0.3;
const ELSEWHERE_SHARE = 0.35;

/** Requests a page once more, with the cursor and the limit that returned it. */
export async function useAgain(
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
export async function useElsewhere(
  { list, by, filter, cursor }: Used,
  config: Pick<WalkConfig, 'draw' | 'record'> & { readonly read: Read },
): Promise<Pick<Walk, 'elsewhere'>> {
  const { record, read } = config;
  const draw = config.draw.under('elsewhere');
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
