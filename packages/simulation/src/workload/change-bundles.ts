import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { drawComponents } from './draw-components.ts';
import { adjustStock, asStaff, createProduct, get } from './requests.ts';
import type { Shop } from './shop.ts';

const CHANGES_WITHIN_MS = 60_000;
const MAX_CHANGES = 2;
const BLUNDERS_SHARE = 0.5;
const COUNTS_SHARE = 0.4;
const PRICES = { GBP: 1_500, EUR: 1_700, JPY: 2_500 };
const ANY_VERSION = { 'if-match': '*' };

type Bundles = { readonly world: Pick<World, 'scheduler'>; readonly http: HttpClient };

/** Gives the bundle of the shop other components while it is ordered, and tries bundles that must be rejected. */
export async function changeBundles(
  { bundle, stocked }: Shop,
  { world, http }: Bundles,
  drawn: Draw,
): Promise<void> {
  if (bundle === undefined) return;
  const draw = drawn.under('bundles');
  const { id, sku } = bundle;
  const changes = Array.from({ length: draw.int('changes', 0, MAX_CHANGES) }, async (_none, place) => {
    await world.scheduler.sleep(CHANGES_WITHIN_MS * draw.unit(`change ${place}`) ** 2);
    const body = { prices: PRICES, components: drawComponents(draw.under(`change ${place}`), stocked) };
    await http.send(put(id, sku, body), `bundle change ${place}`);
  });
  await Promise.all([
    ...changes,
    ...(draw.chance('blunders', BLUNDERS_SHARE) ? [blunder(bundle, stocked, http), nest(id, http)] : []),
  ]);
  if (draw.chance('counts', COUNTS_SHARE)) await countBundle(sku, http);
}

/** Stock of a bundle, at each route that changes stock: rejected once inventory has the event of the bundle. */
async function countBundle(sku: string, http: HttpClient): Promise<void> {
  const adjustment = { delta: 1, reason: 'counted' };
  const count = { onHand: 1 };
  const requests: readonly HttpRequest[] = [
    adjustStock(sku, 1, 'bundle'),
    asStaff({ method: 'POST', path: '/v1/stock/adjustments', body: { sku, ...adjustment } }),
    asStaff({ method: 'PUT', path: `/v1/stock/${sku}/locations/main`, body: count }),
    asStaff({ method: 'PUT', path: `/v1/stock/levels?sku=${sku}&location=main`, body: count }),
    get(`/v1/stock/${sku}`),
    get(`/v1/stock?skus=${sku}`),
  ];
  for (const [place, request] of requests.entries()) await http.send(request, `bundle count ${place}`);
}

/** Two variants that would contain each other, and one that would become a bundle, at the same time. */
async function nest(id: string, http: HttpClient): Promise<void> {
  const of = (component: string) => ({ prices: PRICES, components: [{ sku: component, quantity: 1 }] });
  await Promise.all(
    [
      put(id, 'NEST-A', of('NEST-B')),
      put(id, 'NEST-B', { prices: PRICES }),
      put(id, 'NEST-B', of('NEST-A')),
    ].map((request, place) => http.send(request, `nest ${place}`)),
  );
}

/** Requests for bundles that must be rejected, at each route that creates or changes them. */
async function blunder(
  { id, sku }: NonNullable<Shop['bundle']>,
  [component = '']: readonly string[],
  http: HttpClient,
): Promise<void> {
  const product = { title: 'Old lid', variants: [{ sku: 'OLD-LID', prices: PRICES }] };
  const created = await http.send(createProduct(product, 'old-lid'), 'old lid');
  if (created?.status === 201) {
    const path = `/v1/products/${created.body.id}/archive`;
    await http.send(asStaff({ method: 'POST', path, headers: ANY_VERSION }), 'archive old lid');
  }
  const box = (of: string) => ({ prices: PRICES, components: [{ sku: of, quantity: 1 }] });
  const requests: readonly HttpRequest[] = [
    ...['NO-SUCH-SKU', 'OLD-LID'].flatMap((of) => [
      put(id, 'BOX', box(of)),
      createProduct({ title: 'Box', variants: [{ sku: 'BOX', ...box(of) }] }, `box-${of}`),
      patch(id, [{ sku: 'BOX', ...box(of) }]),
    ]),
    put(id, 'BOX', box(sku)),
    createProduct({ title: 'Box', variants: [{ sku: 'BOX', ...box(sku) }] }, 'box-of-bundles'),
    patch(id, [
      { sku: 'BOX', ...box('LID') },
      { sku: 'LID', ...box(component) },
    ]),
    put(id, sku, { prices: PRICES }),
    patch(id, [{ sku, prices: PRICES }]),
    put(id, component, box('NO-SUCH-SKU')),
  ];
  for (const [place, request] of requests.entries()) await http.send(request, `bundle blunder ${place}`);
}

function put(id: string, sku: string, body: object): HttpRequest {
  return asStaff({ method: 'PUT', path: `/v1/products/${id}/variants/${sku}`, body });
}

function patch(id: string, variants: readonly object[]): HttpRequest {
  return asStaff({ method: 'PATCH', path: `/v1/products/${id}`, headers: ANY_VERSION, body: { variants } });
}
