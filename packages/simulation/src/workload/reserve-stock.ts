import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { dispatchStock, type SentDispatch } from './dispatch-stock.ts';
import { adjustStock, get } from './requests.ts';
import { sendCommand } from './send-command.ts';

export type ReserverConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    /** Reservations of guests that no order has. */
    readonly guestReservations: Set<string>;
    readonly dispatches: SentDispatch[];
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of this caller among the customers, so that it can be left out of a run. */
export const RESERVER = -3;

const RESERVERS_SHARE = 0.25;
const LARGE_SHARE = 0.2;
const MAX_RESERVATIONS = 7;
/** Reservations of large carts, which compete for the last units. */
const LARGE_RESERVATIONS = 3;
const SKU = 'HELD';
const UNITS = 8;
/** A transaction holds 99 allocations, so large reservations are held and released in two steps each. */
const MANY = 101;
/** The last SKUs suffice for one reservation only: the others are refused, some when they already hold 99 allocations. */
const SCARCE = 2;
/** Small reservations of the last SKUs, most of which come between two steps of a large one. */
const RIVALS = 2;
const RIVALS_WITHIN_MS = 4_000;
/** Requests are sent one after the other in each of this many rows. */
const ROWS = 5;
/** Oldest command: the other system may have kept it for this long. */
const MAX_COMMAND_AGE_MS = 3 * 3_600_000;
/** Commands around the expiry come at most this long before or after it. */
const NEAR_MS = 90_000;
const MAX_LOOKS = 5;
const RELEASED_AFTER_MS = 600_000;
const DISPATCHED_SHARE = 0.5;
const ULID_LENGTH = 26;

/** Ends of a reservation. `expires`: nothing follows. The others come shortly before or after its expiry. */
const ENDS = ['expires', 'expires', 'is repeated', 'is committed', 'is released'] as const;

/**
 * Plays another system that reserves stock by messages. Some are old when they arrive. Some reservations expire; others
 * get a command at about the time of their expiry. All of them are released in the end.
 */
export async function reserveStock(config: ReserverConfig): Promise<void> {
  const { world, draw: drawn } = config;
  const draw = drawn.under('reserver');
  if (!draw.chance('any', RESERVERS_SHARE) || config.withoutOrders?.has(RESERVER)) return;
  await world.scheduler.sleep(60_000 * draw.unit('comes'));
  if (draw.chance('large', LARGE_SHARE)) await reserveMany(config, draw);
  else await reserveFew(config, draw);
}

async function reserveFew(config: ReserverConfig, draw: Draw): Promise<void> {
  await config.http.send(adjustStock(SKU, UNITS, 'held'), 'reserver receives');
  const places = Array.from({ length: draw.int('how many', 1, MAX_RESERVATIONS) }, (_none, place) => place);
  await Promise.all(
    places.map((place) => reserve(config, draw.under(`reservation ${place}`), [{ sku: SKU, quantity: 1 }])),
  );
}

async function reserveMany(config: ReserverConfig, draw: Draw): Promise<void> {
  const skus = Array.from({ length: MANY }, (_none, place) => `${SKU}-${place}`);
  const receive = async (row: number): Promise<void> => {
    for (let place = row; place < MANY; place += ROWS) {
      const sku = `${SKU}-${place}`;
      const units = place < MANY - SCARCE ? LARGE_RESERVATIONS : 1;
      await config.http.send(adjustStock(sku, units, sku.toLowerCase()), `reserver receives ${sku}`);
    }
  };
  await Promise.all(Array.from({ length: ROWS }, (_none, row) => receive(row)));
  const lines = skus.map((sku) => ({ sku, quantity: 1 }));
  await Promise.all([
    ...Array.from({ length: LARGE_RESERVATIONS }, (_none, place) =>
      reserve(config, draw.under(`large ${place}`), lines),
    ),
    ...Array.from({ length: RIVALS }, async (_none, place) => {
      const rival = draw.under(`rival ${place}`);
      await config.world.scheduler.sleep(RIVALS_WITHIN_MS * rival.unit('comes') ** 2);
      await reserve(config, rival, lines.slice(-SCARCE));
    }),
  ]);
}

/** Reserves, and ends the reservation as drawn. */
async function reserve(config: ReserverConfig, draw: Draw, lines: readonly object[]): Promise<void> {
  const { world, record } = config;
  const ulid = Array.from({ length: ULID_LENGTH }, (_none, place) => draw.int(`id ${place}`, 0, 7)).join('');
  const reservationId = `res_${ulid}`;
  const isGuest = draw.chance('guest', 0.5);
  if (isGuest) record.guestReservations.add(reservationId);
  const send = (type: string, more: object = {}, ageMs = 0) =>
    sendCommand(
      world,
      'inventory',
      {
        id: `reserver/${type}/${reservationId}`,
        type,
        subject: reservationId,
        data: { reservationId, ...more },
      },
      ageMs,
    );
  const asked = { lines, isGuest };
  const ageMs = draw.chance('old', 0.4) ? MAX_COMMAND_AGE_MS * draw.unit('age') : 0;
  send('ReserveStock', asked, ageMs);
  const end = draw.pick('end', ENDS);
  if (end === 'expires') return;
  const expiresAtMs = await lookUpExpiry(config, reservationId);
  if (expiresAtMs === undefined) return;
  const nearMs = NEAR_MS * (2 * draw.unit('near') - 1);
  await world.scheduler.sleep(expiresAtMs + nearMs - world.scheduler.nowMs());
  if (end === 'is repeated') send('ReserveStock', asked);
  if (end === 'is released') send('ReleaseStock');
  if (end !== 'is committed') return;
  send('CommitStock');
  if (draw.chance('is dispatched', DISPATCHED_SHARE)) await dispatchStock(reservationId, { ...config, draw });
  await world.scheduler.sleep(RELEASED_AFTER_MS * draw.unit('released'));
  send('ReleaseStock');
}

/** Reads when a reservation expires; undefined if it does not exist yet, or does not expire. */
async function lookUpExpiry(
  { world, http }: ReserverConfig,
  reservationId: string,
): Promise<number | undefined> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    await world.scheduler.sleep(2_000 * 2 ** look);
    const answer = await http.send(
      get(`/v1/reservations/${reservationId}`),
      `reserver looks at ${reservationId} ${look}`,
    );
    if (answer?.status !== 200) continue;
    const { expiresAt } = answer.body;
    return expiresAt === undefined ? undefined : Date.parse(expiresAt);
  }
  return undefined;
}
