import type { UncheckedJson } from '../dynamodb/plain.ts';
import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { get } from './requests.ts';
import { sendCommand } from './send-command.ts';

export type Units = readonly { readonly sku: string; readonly location: string; readonly quantity: number }[];

/** A dispatch that a warehouse has sent, for which its reservation had enough units. */
export type SentDispatch = {
  readonly reservationId: string;
  readonly dispatchId: string;
  readonly allocations: Units;
};

export type DispatchConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly dispatches: SentDispatch[] };
};

const MINUTE_MS = 60_000;
const MAX_PARCELS = 3;
const MAX_COPIES = 2;
const BETWEEN_MS = 2 * MINUTE_MS;
const MAX_LOOKS = 4;
/** Faulty dispatches: units that are not reserved, other units under a known id, a reservation that is not sold. */
const WRONG = ['more', 'elsewhere', 'other units'] as const;

/**
 * A warehouse dispatches what a reservation has sold, in up to three parcels. Messages arrive late and twice, and some are wrong. Some
 * parcels are never sent.
 */
export async function dispatchStock(reservationId: string, config: DispatchConfig): Promise<void> {
  const { world, record } = config;
  const draw = config.draw.under(`dispatch ${reservationId}`);
  const sold = await readSold(reservationId, { ...config, draw });
  if (sold === undefined) return;
  const parcels = splitUnits(sold, draw.int('parcels', 1, MAX_PARCELS));
  const send = (allocations: Units, place: number, copy: number | string) =>
    sendDispatch(world, reservationId, allocations, place, copy);
  await Promise.all(
    parcels.map(async (allocations, place) => {
      const parcel = draw.under(`parcel ${place}`);
      if (!parcel.chance('sent', 0.85)) return;
      await world.scheduler.sleep(BETWEEN_MS * parcel.unit('later') ** 2);
      record.dispatches.push({ reservationId, dispatchId: dispatchIdOf(reservationId, place), allocations });
      const copies = parcel.int('copies', 1, MAX_COPIES);
      for (let copy = 0; copy < copies; copy += 1) {
        if (copy > 0) await world.scheduler.sleep(BETWEEN_MS * parcel.unit(`copy ${copy}`) ** 2);
        send(allocations, place, copy);
      }
    }),
  );
  const [first] = sold;
  if (first === undefined || !draw.chance('wrong', 0.3)) return;
  const kind = draw.pick('which', WRONG);
  // Another id than those of the parcels, or that of the first one.
  const place = kind === 'other units' ? 0 : MAX_PARCELS;
  const more = { ...first, quantity: first.quantity + 1 };
  send([kind === 'elsewhere' ? { ...first, location: 'nowhere' } : more], place, kind);
}

/**
 * The units of a committed reservation, as the API shows them; undefined if it is not committed within some minutes. Some warehouses
 * dispatch too early, and more than is reserved.
 */
async function readSold(
  reservationId: string,
  { world, http, draw }: DispatchConfig,
): Promise<Units | undefined> {
  for (let look = 0; look < MAX_LOOKS; look += 1) {
    const key = `warehouse looks at ${reservationId} ${look}`;
    const answer = await http.send(get(`/v1/reservations/${reservationId}`), key);
    const found = answer?.status === 200 ? (answer.body as UncheckedJson) : undefined;
    if (found?.status === 'committed') return found.allocations;
    if (found?.status === 'held' && draw.chance(`too early ${look}`, 0.2)) {
      const [first] = found.allocations as Units;
      if (first !== undefined)
        sendDispatch(
          world,
          reservationId,
          [{ ...first, quantity: first.quantity + 1 }],
          MAX_PARCELS + 1,
          look,
        );
    }
    await world.scheduler.sleep(2_000 * 4 ** look);
  }
  return undefined;
}

function sendDispatch(
  world: World,
  reservationId: string,
  allocations: Units,
  place: number,
  copy: number | string,
): void {
  const dispatchId = dispatchIdOf(reservationId, place);
  const id = `warehouse/${dispatchId}/${copy}`;
  const data = { reservationId, dispatchId, allocations };
  sendCommand(world, 'inventory', { id, type: 'DispatchStock', subject: reservationId, data });
}

/** Distributes units to parcels: every unit is in one of them. */
function splitUnits(units: Units, count: number): readonly Units[] {
  return Array.from({ length: count }, (_none, place) =>
    units.flatMap(({ quantity, ...stock }) => {
      const share = Math.floor(quantity / count) + (place < quantity % count ? 1 : 0);
      return share === 0 ? [] : [{ ...stock, quantity: share }];
    }),
  ).filter(({ length }) => length > 0);
}

/** Ids follow from the reservation, so that a repeat has the same. */
function dispatchIdOf(reservationId: string, place: number): string {
  return `${reservationId.replace('res_', 'dsp_').slice(0, -1)}${place}`;
}
