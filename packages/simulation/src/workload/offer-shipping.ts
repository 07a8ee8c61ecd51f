import type { Asked } from '../invariants/models/shipping-model.ts';
import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { malformed } from './http-blunders.ts';
import { OF_SHIPPING } from './lists/lists.ts';
import type { WalkConfig } from './lists/walk.ts';
import { walkList } from './lists/walk-list.ts';
import { asStaff, get, post } from './requests.ts';

export type OfferConfig = {
  readonly world: Pick<World, 'scheduler' | 'parameters'>;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: WalkConfig['record'];
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these callers among the participants, so that they can be left out of a run. */
const SHIPPERS = -8;

const SHIPPERS_SHARE = 0.2;
const MAX_METHODS = 4;
const MAX_CHANGES = 5;
const MAX_READS = 4;
const MAX_WALKS = 2;
const WITHIN_MS = 60_000;
const BLUNDERS_SHARE = 0.25;
const ADMIN = '/v1/admin/shipping-methods';
const NOBODY = `shm_${'7'.repeat(26)}`;

/** Places to deliver to. The last one is in no zone. */
export const DESTINATIONS: readonly Asked[] = [
  { country: 'GB', postalCode: 'SW1Y4JH', currency: 'GBP' },
  { country: 'GB', postalCode: 'ZE10AA', currency: 'GBP' },
  { country: 'DE', postalCode: '10115', currency: 'EUR' },
  { country: 'FR', postalCode: '75001', currency: 'EUR' },
];

const ZONES = [
  [{ countries: ['GB'] }],
  [{ countries: ['GB'], postalPrefixes: ['ZE', 'HS'] }],
  [{ countries: ['DE', 'AT'] }],
  [{ countries: ['DE'], postalPrefixes: ['10'] }, { countries: ['GB'] }],
];

/** In two runs of ten, staff creates shipping methods and changes them, often two people at once, while shops read them. */
export async function offerShipping(config: OfferConfig): Promise<void> {
  const { world, http, withoutOrders } = config;
  const draw = config.draw.under('shipping');
  if (!draw.chance('any', SHIPPERS_SHARE) || withoutOrders?.has(SHIPPERS) === true) return;
  const ids = (
    await Promise.all(
      Array.from({ length: draw.int('methods', 1, MAX_METHODS) }, async (_none, place) => {
        const name = `method ${place}`;
        const created = await http.send(post(ADMIN, drawMethod(draw, name), name.replace(' ', '-')), name);
        return created?.status === 201 ? [String(created.body.id)] : [];
      }),
    )
  ).flat();
  if (ids.length === 0) return;
  const some = (what: string, max: number, act: (name: string) => Promise<unknown>) =>
    Array.from({ length: draw.int(what, 1, max) }, async (_none, place) => {
      const name = `${what} ${place}`;
      await world.scheduler.sleep(WITHIN_MS * draw.unit(name) ** 2);
      await act(name);
    });
  await Promise.all([
    ...some('changes', MAX_CHANGES, (name) => change(draw.pick(`${name} method`, ids), name, http, draw)),
    ...some('reads', MAX_READS, (name) => read(draw.pick(`${name} method`, ids), name, http, draw)),
    ...some('walks', MAX_WALKS, async (name) => {
      const [list] = OF_SHIPPING;
      if (list !== undefined) await walkList(`shipping ${name}`, list, { ...config, draw });
    }),
  ]);
  if (draw.chance('blunders', BLUNDERS_SHARE)) await blunder(draw.pick('blunderer', ids), http);
}

/** Two people may read the same version: one of them changes it, the other one is rejected. */
async function change(id: string, name: string, http: HttpClient, draw: Draw): Promise<void> {
  const known = await http.send(get(`${ADMIN}/${id}`), `${name} look`);
  if (known?.status !== 200) return;
  const headers = { 'if-match': `"${known.body.version}"` };
  const body = {
    ...drawMethod(draw, name),
    status: draw.pick(`${name} status`, ['active', 'active', 'paused']),
  };
  const archived = { method: 'POST', path: `${ADMIN}/${id}/archive`, headers };
  const replaced = { method: 'PUT', path: `${ADMIN}/${id}`, headers, body };
  const isArchived = draw.chance(`${name} archives`, 0.15);
  await Promise.all([
    http.send(asStaff(isArchived ? archived : replaced), name),
    ...(draw.chance(`${name} twice`, 0.4)
      ? [
          http.send(
            asStaff({ ...replaced, body: drawMethod(draw, `${name} of another`) }),
            `${name} of another`,
          ),
        ]
      : []),
  ]);
}

async function read(id: string, name: string, http: HttpClient, draw: Draw): Promise<void> {
  const { country, postalCode, currency } = draw.pick(`${name} destination`, DESTINATIONS);
  const query = `country=${country}&postalCode=${postalCode}&currency=${currency}`;
  await http.send({ method: 'GET', path: `/v1/shipping-methods?${query}` }, `${name} as a shop`);
  await http.send(get(`${ADMIN}/${id}`), `${name} as staff`);
}

async function blunder(id: string, http: HttpClient): Promise<void> {
  const method = { name: 'Post', zones: ZONES[0], rates: [{ currency: 'GBP', minor: 1 }] };
  const put = (path: string, headers: Readonly<Record<string, string>>, body: object = method) =>
    asStaff({ method: 'PUT', path, headers, body });
  const anyVersion = { 'if-match': '*' };
  const { claims: _claims, ...withoutToken } = get(ADMIN);
  const requests = [
    get(`${ADMIN}/${NOBODY}`),
    put(`${ADMIN}/${NOBODY}`, anyVersion),
    asStaff({ method: 'POST', path: `${ADMIN}/${NOBODY}/archive` }),
    put(`${ADMIN}/${id}`, {}),
    put(`${ADMIN}/${id}`, { 'if-match': '"99"' }),
    put(`${ADMIN}/${id}`, anyVersion, { ...method, rates: [] }),
    put(`${ADMIN}/${id}`, anyVersion, { ...method, name: 'my card is 4242 4242 4242 4242' }),
    asStaff({ method: 'POST', path: `${ADMIN}/${id}/archive`, headers: { 'if-match': '"99"' } }),
    asStaff({ method: 'POST', path: `${ADMIN}/${id}/archive` }),
    put(`${ADMIN}/${id}`, anyVersion),
    get(`${ADMIN}?cursor=nonsense`),
    { method: 'GET', path: '/v1/shipping-methods?country=UK&currency=GBP' },
    { ...withoutToken, isWithoutAccess: true },
    {
      ...withoutToken,
      claims: { ...get(ADMIN).claims, scope: 'tradepost/orders:read' },
      isWithoutAccess: true,
    },
    ...malformed('POST', ADMIN),
  ];
  for (const [place, request] of requests.entries()) await http.send(request, `shipping blunder ${place}`);
}

function drawMethod(draw: Draw, name: string) {
  const currencies = draw.pick(`${name} currencies`, [['GBP'], ['EUR'], ['GBP', 'EUR']]);
  return {
    name: `Post of ${name}`,
    taxClass: 'reduced',
    zones: draw.pick(`${name} zones`, ZONES),
    rates: currencies.map((currency) => ({
      currency,
      minor: draw.int(`${name} ${currency}`, 1, 2_000),
      ...(draw.chance(`${name} free ${currency}`, 0.3) ? { freeAboveMinor: 5_000 } : {}),
    })),
    displayOrder: draw.int(`${name} order`, 1, 3),
    ...(draw.chance(`${name} has days`, 0.5)
      ? { days: { min: 1, max: 3 }, cutOff: { time: '14:00', timeZone: 'Europe/London' } }
      : {}),
  };
}
