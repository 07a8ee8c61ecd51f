import type { Draw } from '../random.ts';
import type { HttpClient, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { asStaff, createProduct, get } from './requests.ts';

/** Variants of one request. A product with as many gets further ones as items of their own. */
const MAX_INLINE = 48;
const MAX_CHANGES = 8;
const CHANGES_WITHIN_MS = 20_000;
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
