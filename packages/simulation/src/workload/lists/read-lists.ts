import { OF_ACCESS, OF_CARTS, OF_ORDERS, OF_PRODUCTS, OF_SHIPPING } from './lists.ts';
import type { WalkConfig } from './walk.ts';
import { walkList } from './walk-list.ts';

const READERS_SHARE = 0.5;
const MAX_WALKS = 5;
const WALKS_WITHIN_MS = 60_000;
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
      await config.world.scheduler.sleep(WALKS_WITHIN_MS * draw.unit(`walk ${place} begins`) ** 2);
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
    ...(journal.of('identity-grants').size > 0 ? OF_ACCESS : []),
    ...(journal.of('shipping-methods').size > 0 ? OF_SHIPPING : []),
    ...(journal.of('carts-carts').size > 0 ? [...OF_CARTS, ...OF_CARTS] : []),
  ];
  for (let place = draw.int('how many', 1, MAX_FINAL_WALKS); place > 0; place -= 1)
    await walkList(`final walk ${place}`, draw.pick(`list ${place}`, lists), config, true);
}
