import type { UncheckedJson } from '../../dynamodb/plain.ts';
import type { Journal } from '../../invariants/journal.ts';
import type { Draw } from '../../random.ts';
import type { HttpClient } from '../../world/http-client.ts';
import type { World } from '../../world/world.ts';
import type { Orderer } from '../order-routes.ts';
import type { Filter, ListName } from './lists.ts';

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
