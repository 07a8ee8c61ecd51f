import { mapConcurrent } from '@tradepost/lambda/map-concurrent';
import { task } from '@tradepost/lambda/messages/task';
import * as z from 'zod/mini';
import { type ExportDeps, exportDeps } from '../deps.ts';
import type { FullCart } from '../domain/cart-shapes.ts';
import { cartIdsOf } from '../domain/ids.ts';
import { isShown, toCart } from '../projections/to-cart.ts';

/** Maximum orders that a person placed without an account: as many as one workflow can carry in its state. */
const MAX_ORDERS_WITHOUT_CUSTOMER = 1_000;
/** Maximum carts of a customer that are exported: each is kept for 90 days. */
const MAX_CARTS = 1_000;
const PAGE_SIZE = 100;
const MAX_READS_AT_ONCE = 10;

/** A person whose carts are looked for: a customer, guests by the orders that their carts have or would have, or both. */
const input = z.object({
  requestId: z.string(),
  customerId: z.optional(z.nullable(z.string())),
  orderIds: z.array(z.string()).check(z.maxLength(MAX_ORDERS_WITHOUT_CUSTOMER)),
});

export const handler = task(input, (given) => exportPart(given, exportDeps()));

/** Writes all carts of a person to the bucket of exports, as they see them, without prices that were never charged. */
export async function exportPart(
  { requestId, customerId, orderIds }: z.infer<typeof input>,
  dependencies: Pick<ExportDeps, 'carts' | 'seals' | 'exportParts'>,
): Promise<{ readonly carts: number }> {
  const { carts, seals, exportParts } = dependencies;
  const ofCustomer =
    customerId === undefined || customerId === null ? [] : await idsOfCustomer(customerId, dependencies);
  const ids = [...new Set([...ofCustomer, ...orderIds.flatMap(cartIdsOf)])];
  const loaded = await mapConcurrent(ids, MAX_READS_AT_ONCE, (id) => carts.load(id));
  const shown = loaded.flatMap(({ state, version }) =>
    isShown(state) && state.status !== 'merged' ? [{ state, version }] : [],
  );
  const exported = await mapConcurrent(shown, MAX_READS_AT_ONCE, async ({ state, version }) => {
    const personal = seals.open(state, await subjectOf(state, dependencies));
    return toCart({ state, version }, { problems: [], shippingOptions: [] }, personal);
  });
  await exportParts.put(requestId, 'carts', exported);
  return { carts: exported.length };
}

function subjectOf({ person }: FullCart, { seals }: Pick<ExportDeps, 'seals'>) {
  return person === undefined ? Promise.resolve(undefined) : seals.find(person.subjectId);
}

async function idsOfCustomer(
  customerId: string,
  { carts }: Pick<ExportDeps, 'carts'>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await carts.listOfCustomer(customerId, { after, limit: PAGE_SIZE });
    ids.push(...items.flatMap(({ state }) => ('cartId' in state ? [state.cartId] : [])));
    after = next;
  } while (after !== undefined && ids.length < MAX_CARTS);
  return ids;
}
