import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { administer } from './administer.ts';
import { arrangeCategories } from './arrange-categories.ts';
import { changeVariants } from './change-variants.ts';
import { CATEGORIES, OF_PRODUCTS } from './lists/lists.ts';
import type { WalkConfig } from './lists/walk.ts';
import { walkList } from './lists/walk-list.ts';
import { asStaff, createProduct, get } from './requests.ts';

export type BrowsingConfig = {
  readonly world: Pick<World, 'scheduler' | 'parameters'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: WalkConfig['record'];
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these callers among the participants, so that they can be left out of a run. */
export const BROWSERS = -6;

const SHELVES_SHARE = 0.3;
/** Share of the runs with such products. */
const TREE_SHARE = 0.6;
const MIN_PRODUCTS = 3;
const MAX_PRODUCTS = 6;
const MAX_CHANGES = 5;
/** Changes of one product right after each other. */
const MAX_CHANGES_IN_ROW = 4;
const MAX_WALKS = 4;
const CHANGES_WITHIN_MS = 40_000;
/** Share of the changes of a product. */
const DATES_SHARE = 0.25;
const DATES_WITHIN_MS = 600_000;
const ADMINS_SHARE = 0.12;
const VARIANTS_SHARE = 0.1;

/**
 * In three runs of ten, creates products that are only in lists, several at once, and moves them between categories and
 * statuses. In others, an administrator changes the access of people and groups, or variants are put by themselves.
 */
export async function changeLists(config: BrowsingConfig): Promise<void> {
  const draw = config.draw.under('browsing');
  if (config.withoutOrders?.has(BROWSERS)) return;
  await Promise.all([
    draw.chance('shelves', SHELVES_SHARE) ? fillShelves(config, draw) : undefined,
    draw.chance('administrators', ADMINS_SHARE) ? administer(config, draw) : undefined,
    draw.chance('variants', VARIANTS_SHARE) ? changeVariants(config, draw.under('variants')) : undefined,
  ]);
}

async function fillShelves(config: BrowsingConfig, draw: Draw): Promise<void> {
  const { world, http } = config;
  const created = await Promise.all(
    Array.from({ length: draw.int('products', MIN_PRODUCTS, MAX_PRODUCTS) }, async (_none, place) => {
      const name = `shelf ${place}`;
      const product = {
        title: `On a shelf ${place}`,
        // A slug is made from the title if there is none.
        ...(draw.chance(`${name} has a slug`, 0.5) ? { slug: `shelf-${place}` } : {}),
        categories: categoriesOf(draw, name),
        status: draw.pick(`${name} status`, ['active', 'active', 'draft']),
        variants: [{ sku: `SHELF-${place}`, options: {}, prices: { GBP: 100 + place } }],
      };
      const answer = await http.send(createProduct(product, name.replace(' ', '-')), name);
      return answer?.status === 201 ? [String(answer.body.id)] : [];
    }),
  );
  const ids = created.flat();
  if (ids.length === 0) return;
  await Promise.all([
    draw.chance('arranges categories', TREE_SHARE)
      ? arrangeCategories(config, draw.under('tree'))
      : undefined,
    ...Array.from({ length: draw.int('walks', 1, MAX_WALKS) }, async (_none, place) => {
      const name = `shelf walk ${place}`;
      await world.scheduler.sleep(CHANGES_WITHIN_MS * draw.unit(name) ** 2);
      await walkList(name, draw.pick(`${name} list`, OF_PRODUCTS), { ...config, draw });
    }),
    ...Array.from({ length: draw.int('changes', 1, MAX_CHANGES) }, async (_none, place) => {
      const name = `shelf change ${place}`;
      await world.scheduler.sleep(CHANGES_WITHIN_MS * draw.unit(name) ** 2);
      const id = draw.pick(`${name} product`, ids);
      for (let step = draw.int(`${name} in a row`, 1, MAX_CHANGES_IN_ROW); step > 0; step -= 1)
        await changeProduct(id, `${name} step ${step}`, config, draw);
    }),
  ]);
}

/** Moves a product to other categories, or changes its status. */
async function changeProduct(
  id: string,
  name: string,
  { http, world }: BrowsingConfig,
  draw: Draw,
): Promise<void> {
  const path = `/v1/products/${id}`;
  const known = await http.send(get(path.replace('/v1', '/v1/admin')), `${name} look`);
  if (known?.status !== 200) return;
  const headers = { 'if-match': `"${known.body.version}"` };
  const body = draw.chance(`${name} has dates`, DATES_SHARE)
    ? datesOf(draw.under(`${name} dates`), world.scheduler.nowMs())
    : draw.chance(`${name} moves`, 0.7)
      ? { categories: categoriesOf(draw, name) }
      : { status: draw.pick(`${name} status`, ['active', 'draft']) };
  const request = draw.chance(`${name} archives`, 0.1)
    ? { method: 'POST', path: `${path}/archive`, headers }
    : { method: 'PATCH', path, body, headers };
  await http.send(asStaff(request), name);
}

/** Draws when a product is published and unpublished: shortly before or after now, both at once, or not any more. */
function datesOf(draw: Draw, nowMs: number): object {
  const dateOf = (name: string) =>
    new Date(nowMs + Math.floor(DATES_WITHIN_MS * (draw.unit(name) - 0.1))).toISOString();
  const which = draw.pick('which', ['publishAt', 'unpublishAt', 'both', 'same', 'none']);
  if (which === 'none') return { publishAt: null, unpublishAt: null };
  if (which === 'same') return { publishAt: dateOf('date'), unpublishAt: dateOf('date') };
  if (which === 'both') return { publishAt: dateOf('date'), unpublishAt: dateOf('other date') };
  return { [which]: dateOf('date') };
}

/** Draws none, one or two categories. */
function categoriesOf(draw: Draw, name: string): readonly string[] {
  return CATEGORIES.filter((category) => draw.chance(`${name} in ${category}`, 0.45)).slice(0, 2);
}
