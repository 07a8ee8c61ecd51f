import { toApiEvent } from '@tradepost/local/gateway/api-event';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { World } from '../world/world.ts';
import { invoke } from './invoke.ts';
import { add } from './sums.ts';
import type { Books } from './tables.ts';
import type { Report } from './violation.ts';

const PROMISE = 'a SKU is shown as available only if it has free units';
const FUNCTION = 'tradepost-dev-inventory-get-availability';
const WITHIN_MS = 60_000;
/** Maximum number of SKUs per request. */
const MAX_SKUS = 100;

/** Compares the availability that shops get with the free units of up to 100 SKUs, when nothing changes any more. */
export async function checkAvailability(
  world: World,
  { stock, products, ownVariants }: Books,
  report: Report,
): Promise<void> {
  const free = new Map<string, number>();
  const bundles = new Map<string, number>();
  for (const { sku, available } of stock) add(free, sku, available);
  const variants: readonly UncheckedJson[] = [
    ...products.flatMap(({ state }) => state.variants),
    ...ownVariants,
  ];
  // A bundle is out if one of its components does not suffice for one.
  for (const { sku, components } of variants) {
    if (components === undefined) continue;
    const isShort = components.some((each: UncheckedJson) => (free.get(each.sku) ?? 0) < each.quantity);
    bundles.set(sku, isShort ? 0 : 1);
  }
  for (const [sku, units] of bundles) free.set(sku, units);
  const skus = [...bundles.keys(), ...[...free.keys()].filter((sku) => !bundles.has(sku))].slice(0, MAX_SKUS);
  if (skus.length === 0) return;
  const result = await invoke(world, FUNCTION, toEvent(skus, world.scheduler.nowMs()), PROMISE, WITHIN_MS);
  if (result?.ok !== true) {
    report('all work finishes', FUNCTION);
    return;
  }
  const { body } = result.payload as { readonly body: string };
  const { items } = JSON.parse(body) as { readonly items: readonly UncheckedJson[] };
  for (const { sku, availability } of items) {
    const units = free.get(sku) ?? 0;
    if ((availability === 'out') !== (units === 0)) report(PROMISE, `${sku}: ${availability}, ${units} free`);
  }
}

function toEvent(skus: readonly string[], receivedMs: number): object {
  const path = '/v1/availability';
  const query = skus.map((sku) => `skus=${encodeURIComponent(sku)}`).join('&');
  return toApiEvent(
    {
      ...{ id: 'simulated', method: 'GET', path, query, sourceIp: '127.0.0.1', receivedMs },
      ...{ headers: [], body: Buffer.alloc(0) },
    },
    { route: { kind: 'http', apiId: 'simulated', method: 'GET', path }, path, parameters: {} },
    { accountId: '000000000000', stage: 'dev' },
  );
}
