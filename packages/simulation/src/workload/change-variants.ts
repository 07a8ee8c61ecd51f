import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { asStaff, createProduct, get } from './requests.ts';

/** Variants of one request. A product with as many gets further ones as items of their own. */
const MAX_INLINE = 48;
const MAX_CHANGES = 8;
const ULID_LENGTH = 26;
const CHANGES_WITHIN_MS = 20_000;
const BLUNDERS_SHARE = 0.35;
const ANY_VERSION = { 'if-match': '*' };
/** Two products contend for these SKUs. */
const NEW_SKUS = ['SHOE-WIDE', 'SHOE-NARROW', 'SHOE-LONG'];

/** Creates a product with many variants and one with few, and puts, reads and archives variants of both, several at once. */
export async function changeVariants(
  { world, http }: { readonly world: Pick<World, 'scheduler'>; readonly http: HttpClient },
  draw: Draw,
): Promise<void> {
  const sizes = [draw.pick('many', [MAX_INLINE - 1, MAX_INLINE]), 1];
  const created = await Promise.all(
    sizes.map((count, place) =>
      http.send(
        createProduct(
          {
            title: `Shoe ${place}`,
            slug: `shoe-${place}`,
            variants: Array.from({ length: count }, (_none, size) => ({
              sku: `SHOE-${place}-${size}`,
              prices: { GBP: 100 + size },
            })),
          },
          `shoe-${place}`,
        ),
        `shoe ${place}`,
      ),
    ),
  );
  const ids = created.flatMap((answer) => (answer?.status === 201 ? [String(answer.body.id)] : []));
  if (ids.length === 0) return;
  await Promise.all(
    Array.from({ length: draw.int('changes', 2, MAX_CHANGES) }, async (_none, place) => {
      const name = `change ${place}`;
      await world.scheduler.sleep(CHANGES_WITHIN_MS * draw.unit(name) ** 2);
      const id = draw.pick(`${name} product`, ids);
      const sku = draw.pick(`${name} sku`, [...NEW_SKUS, 'SHOE-0-0']);
      await http.send(asStaff(changeOf(id, sku, name, draw)), name);
      await http.send(get(draw.pick(`${name} look`, looksAt(id, sku))), `${name} look`);
    }),
  );
  if (draw.chance('blunders', BLUNDERS_SHARE)) await blunder(http, ids);
}

/** Requests about variants that must be rejected: of no product, of an archived one, and with a nonsensical cursor. */
async function blunder(http: HttpClient, ids: readonly string[]): Promise<void> {
  const nobody = `/v1/products/prd_${'7'.repeat(ULID_LENGTH)}`;
  const body = { prices: { GBP: 100 } };
  const ofArchived = await archivedProduct(http);
  const requests: readonly HttpRequest[] = [
    // One product has variants that are items of their own: a list would not replace them.
    ...ids.map((id) =>
      asStaff({
        ...{ method: 'PATCH', path: `/v1/products/${id}`, headers: ANY_VERSION },
        body: { variants: [{ sku: 'SHOE-LAST', ...body }] },
      }),
    ),
    ...[nobody, ...ofArchived].flatMap((path) => [
      asStaff({ method: 'PUT', path: `${path}/variants/SHOE-OLD`, body }),
      asStaff({ method: 'POST', path: `${path}/variants/SHOE-OLD/archive` }),
    ]),
    ...['/variants', '/variants/SHOE-OLD'].map((below) => get(`${nobody}${below}`)),
    get(`${nobody.replace('/v1', '/v1/admin')}/variants`),
    ...ids.flatMap((id) =>
      [`/v1/products/${id}`, `/v1/admin/products/${id}`].map((path) =>
        get(`${path}/variants?cursor=nonsense`),
      ),
    ),
  ];
  for (const [place, request] of requests.entries()) await http.send(request, `variants blunder ${place}`);
}

/** Returns the path of a product that was archived, unless a request had no success. */
async function archivedProduct(http: HttpClient): Promise<readonly string[]> {
  const product = { title: 'Old shoe', variants: [{ sku: 'SHOE-OLD', prices: { GBP: 100 } }] };
  const created = await http.send(createProduct(product, 'shoe-old'), 'old shoe');
  if (created?.status !== 201) return [];
  const path = `/v1/products/${created.body.id}`;
  const request = asStaff({ method: 'POST', path: `${path}/archive`, headers: ANY_VERSION });
  const answer = await http.send(request, 'archive old shoe');
  return answer?.status === 200 ? [path] : [];
}

function changeOf(id: string, sku: string, name: string, draw: Draw): HttpRequest {
  const path = `/v1/products/${id}/variants/${sku}`;
  if (draw.chance(`${name} archives`, 0.2)) return { method: 'POST', path: `${path}/archive` };
  const body = { prices: { GBP: draw.int(`${name} price`, 1, 500) } };
  const headers = draw.pick<Readonly<Record<string, string>>>(`${name} condition`, [
    {},
    {},
    { 'if-none-match': '*' },
    { 'if-match': '*' },
    { 'if-match': '"1", "2"' },
  ]);
  return { method: 'PUT', path, body, headers };
}

function looksAt(id: string, sku: string): readonly string[] {
  return [
    `/v1/products/${id}`,
    `/v1/products/${id}/variants/${sku}`,
    `/v1/products/${id}/variants?limit=60`,
    `/v1/admin/products/${id}/variants?limit=60`,
    `/v1/products/by-sku/${sku}`,
    `/v1/variants?skus=${NEW_SKUS}`,
  ];
}
