import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { CATEGORIES } from './lists/lists.ts';
import { asStaff, get } from './requests.ts';

const MIN_CHANGES = 3;
const MAX_CHANGES = 9;
const BEGUN_SHARE = 0.8;
const CHANGES_WITHIN_MS = 40_000;
/** No category of the tree has this slug. */
const MISSING = 'missing';

/** Creates, moves and removes categories, several at once, and reads them. Some of the requests are wrong. */
export async function arrangeCategories(
  { world, http }: { readonly world: Pick<World, 'scheduler'>; readonly http: HttpClient },
  draw: Draw,
): Promise<void> {
  // Most lists are read while there is a tree.
  if (draw.chance('begins with a tree', BEGUN_SHARE)) await plant(http);
  await Promise.all(
    Array.from({ length: draw.int('changes', MIN_CHANGES, MAX_CHANGES) }, async (_none, place) => {
      const name = `category change ${place}`;
      await world.scheduler.sleep(CHANGES_WITHIN_MS * draw.unit(name) ** 2);
      await changeCategory(name, http, draw.under(name));
    }),
  );
}

/** Puts each category into the one before it. */
async function plant(http: HttpClient): Promise<void> {
  for (const [place, slug] of CATEGORIES.entries()) {
    const parent = CATEGORIES[place - 1];
    const body = { title: slug, ...(parent === undefined ? {} : { parent }) };
    await http.send(asStaff({ method: 'PUT', path: `/v1/categories/${slug}`, body }), `plant ${slug}`);
  }
}

async function changeCategory(name: string, http: HttpClient, draw: Draw): Promise<void> {
  const slug = draw.pick('slug', CATEGORIES);
  const path = `/v1/categories/${slug}`;
  const read = await http.send(get(draw.chance('reads all', 0.5) ? '/v1/categories' : path), `${name} read`);
  const version = draw.chance('knows the version', 0.8) ? read?.body?.version : 999;
  const headers =
    version !== undefined && draw.chance('on a version', 0.3) ? { 'if-match': `"${version}"` } : {};
  if (draw.chance('removes', 0.25)) {
    await http.send(asStaff({ method: 'DELETE', path, headers }), name);
    return;
  }
  // At the top of the tree, in another category, or in one that is not there.
  const parent = draw.pick('parent', ['', '', ...CATEGORIES, ...CATEGORIES, MISSING]);
  const body = {
    title: `All ${slug}`,
    position: draw.int('position', 0, 2),
    ...(parent === '' ? {} : { parent }),
  };
  await http.send(asStaff({ method: 'PUT', path, headers, body }), name);
}
