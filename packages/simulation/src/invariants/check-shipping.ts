import { toApiEvent } from '@tradepost/local/gateway/api-event';
import type { UncheckedJson } from '../dynamodb/plain.ts';
import { DESTINATIONS } from '../workload/offer-shipping.ts';
import type { World } from '../world/world.ts';
import { invoke } from './invoke.ts';
import type { Journal } from './journal.ts';
import { type Asked, isOffered, type MethodAt, methodsIn } from './models/shipping-model.ts';
import { differenceOf } from './reads/check-shipping-reads.ts';
import type { Report } from './violation.ts';

const OFFERED = 'the offered shipping methods are the newest ones that are stored';
const KEPT = 'no version of a shipping method is lost';
const PATH = '/v1/shipping-methods';
const WITHIN_MS = 60_000;

/** Every version of a shipping method follows the one before it: no change overwrites another. */
export function checkMethodVersions(journal: Journal, report: Report): void {
  for (const [id, states] of methodsIn(journal)) {
    const versions = states.map(({ method }) => method.version);
    if (versions.some((version, place) => version !== place))
      report(KEPT, `${id} had the versions ${versions}`);
  }
}

/** Compares what shops and carts get with the newest methods, when nothing changes any more. */
export async function checkShipping(world: World, journal: Journal, report: Report): Promise<void> {
  const methods = methodsIn(journal);
  if (methods.size === 0) return;
  for (const asked of DESTINATIONS) {
    const { currency, ...destination } = asked;
    const event = toEvent(asked, world.scheduler.nowMs());
    const [shop, carts] = [
      await invoke(world, 'tradepost-dev-shipping-list-shipping-methods', event, OFFERED, WITHIN_MS),
      await invoke(
        world,
        'tradepost-dev-shipping-read-methods',
        { destination, currency },
        `${OFFERED} to carts`,
        WITHIN_MS,
      ),
    ];
    if (shop?.ok !== true || carts?.ok !== true) {
      report('all work finishes', PATH);
      return;
    }
    const { items } = JSON.parse((shop.payload as { readonly body: string }).body);
    for (const offered of [items, (carts.payload as UncheckedJson).methods])
      compare(offered, methods, asked, report);
  }
}

function compare(
  items: readonly UncheckedJson[],
  methods: ReadonlyMap<string, readonly MethodAt[]>,
  asked: Asked,
  report: Report,
): void {
  const expected = [...methods.values()]
    .flatMap((states) => states.at(-1)?.method ?? [])
    .filter((method) => isOffered(method, asked))
    .toSorted((a, b) => a.displayOrder - b.displayOrder || (a.id < b.id ? -1 : 1));
  const what = `${asked.country} ${asked.postalCode} ${asked.currency}`;
  const [got, wanted] = [items.map(({ methodId }) => methodId), expected.map(({ id }) => id)];
  if (`${got}` !== `${wanted}`) {
    report(OFFERED, `${what} gets ${got}, not ${wanted}`);
    return;
  }
  for (const [place, method] of expected.entries()) {
    const wrong = differenceOf(items[place], method, asked.currency);
    if (wrong !== undefined) report(OFFERED, `${what} gets ${method.id}: ${wrong}`);
  }
}

function toEvent({ country, postalCode, currency }: Asked, receivedMs: number): object {
  const query = `country=${country}&postalCode=${postalCode}&currency=${currency}`;
  return toApiEvent(
    {
      ...{ id: 'simulated', method: 'GET', path: PATH, query, sourceIp: '127.0.0.1', receivedMs },
      ...{ headers: [], body: Buffer.alloc(0) },
    },
    { route: { kind: 'http', apiId: 'simulated', method: 'GET', path: PATH }, path: PATH, parameters: {} },
    { accountId: '000000000000', stage: 'dev' },
  );
}
