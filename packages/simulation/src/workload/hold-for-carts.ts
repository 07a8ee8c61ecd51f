import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { adjustStock } from './requests.ts';
import { sendCommand, toMessage } from './send-command.ts';

type Line = { readonly sku: string; readonly quantity: number };

export type CartsConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: {
    /** Lines that the order of a cart reserves, by the id of its reservation. */
    readonly linesOfOrders: Map<string, readonly Line[]>;
  };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** Place of these callers among the participants, so that they can be left out of a run. */
const CARTS = -9;

const CARTS_SHARE = 0.3;
const MAX_CARTS = 9;
const SKUS = ['CARTED', 'CARTED-TOO', 'CARTED-ONCE'] as const;
/** Units of each SKU: few enough that carts reach their share, and orders the end. */
const UNITS = [8, 5, 1] as const;
const ELSEWHERE = 3;
const MAX_QUANTITY = 3;
const WITHIN_MS = 120_000;
/** In half of the runs all carts come at once. */
const RUSH_MS = 100;
const MAX_CHANGES = 4;
/** Time between two changes: some come after the expiry. */
const MAX_PAUSE_MS = 12 * 60_000;
/** Some carts are changed again and again before they expire, beyond the documented half hour. */
const LONG_SHARE = 0.15;
const LONG_PAUSE_MS = 9 * 60_000;
/** Documented time until a cart's reservation expires. Orders come at about that time, or at once. */
const EXPIRES_AFTER_MS = 600_000;
const NEAR_MS = 90_000;
const MAX_LATE_MS = 1_800_000;
const ULID_LENGTH = 26;
const FUNCTION = 'tradepost-dev-inventory-commands';

/** Ends of a cart. */
const ENDS = ['expires', 'is released', 'is ordered', 'is ordered', 'is ordered', 'is cancelled'] as const;

/**
 * Plays carts that hold stock in their checkout, by direct invocation, as the service carts does, and by messages that are late or repeated.
 * They change their lines, expire, are released, or become orders, some of which are cancelled before they have taken the
 * reservation over.
 */
export async function holdForCarts(config: CartsConfig): Promise<void> {
  const { world, http, withoutOrders } = config;
  const draw = config.draw.under('carts');
  if (!draw.chance('any', CARTS_SHARE) || withoutOrders?.has(CARTS)) return;
  await world.scheduler.sleep(60_000 * draw.unit('come'));
  for (const [index, sku] of SKUS.entries())
    await http.send(adjustStock(sku, UNITS[index] ?? 1, sku.toLowerCase()), `carts receive ${sku}`);
  const elsewhere = adjustStock(SKUS[1], ELSEWHERE, 'carted-elsewhere', { location: 'north-1' });
  await http.send(elsewhere, 'carts receive more');
  const withinMs = draw.chance('rush', 0.5) ? RUSH_MS : WITHIN_MS;
  const places = Array.from({ length: draw.int('how many', 2, MAX_CARTS) }, (_none, place) => place);
  await Promise.all(
    places.map(async (place) => {
      const ofCart = draw.under(`cart ${place}`);
      await world.scheduler.sleep(withinMs * ofCart.unit('comes'));
      await playCart(config, ofCart);
    }),
  );
}

async function playCart({ world, record }: CartsConfig, draw: Draw): Promise<void> {
  const { scheduler } = world;
  const ulid = Array.from({ length: ULID_LENGTH }, (_none, place) => draw.int(`id ${place}`, 0, 7)).join('');
  const reservationId = `res_${ulid}`;
  let sent = 0;
  const command = (type: string, data: object) => {
    sent += 1;
    return {
      ...{ id: `carts/${type}/${ulid}/${sent}`, type, subject: reservationId },
      data: { reservationId, ...data },
    };
  };
  /** Invokes the function once, or sends a message, of which a copy may come late. */
  const send = async (type: string, data: object): Promise<void> => {
    const of = command(type, data);
    if (draw.chance(`copy ${sent}`, 0.15)) {
      const lateMs = MAX_LATE_MS * draw.unit(`late ${sent}`) ** 3;
      void scheduler.sleep(lateMs).then(() => sendCommand(world, 'inventory', of, lateMs));
    }
    if (draw.chance(`invokes ${sent}`, 0.6))
      await world.functions.invoke(FUNCTION, toMessage(world, of), `${of.id} invoked`);
    else sendCommand(world, 'inventory', of);
  };
  const cart = (version: number) => ({ cart: { cartId: `crt_${ulid}`, version } });
  let lines = linesOf(draw.under('lines'));
  let version = draw.int('version', 1, 3);
  let changedAtMs = scheduler.nowMs();
  await send('ReserveStock', { ...cart(version), lines });
  const isLong = draw.chance('is long', LONG_SHARE);
  const changes = isLong ? MAX_CHANGES : draw.int('changes', 0, MAX_CHANGES);
  for (let change = 0; change < changes; change += 1) {
    const of = draw.under(`change ${change}`);
    await scheduler.sleep(isLong ? LONG_PAUSE_MS : MAX_PAUSE_MS * of.unit('pause') ** 3);
    if (of.chance('is outdated', 0.15)) {
      await send('ChangeReservation', { ...cart(version - 1), lines: linesOf(of) });
      continue;
    }
    version += 1;
    changedAtMs = scheduler.nowMs();
    const type = of.pick('type', [
      'ChangeReservation',
      'ChangeReservation',
      'ExtendReservation',
      'ReserveStock',
    ]);
    if (type !== 'ExtendReservation') lines = linesOf(of.under('lines'));
    await send(type, { ...cart(version), ...(type === 'ExtendReservation' ? {} : { lines }) });
  }
  const end = draw.pick('end', ENDS);
  if (end === 'expires') return;
  const waitsMs = draw.chance('waits', 0.4)
    ? changedAtMs + EXPIRES_AFTER_MS + NEAR_MS * (2 * draw.unit('near') - 1) - scheduler.nowMs()
    : 60_000 * draw.unit('soon') ** 3;
  await scheduler.sleep(Math.max(0, waitsMs));
  if (draw.chance('is committed by mistake', 0.1)) await send('CommitStock', {});
  if (end === 'is released') return send('ReleaseStock', cart(version + 1));
  // The event of a cancelled order may overtake its saga.
  if (end === 'is cancelled' && draw.chance('at once', 0.5)) await send('ReleaseStock', {});
  const ordered = draw.chance('orders other lines', 0.15) ? linesOf(draw.under('ordered')) : lines;
  record.linesOfOrders.set(reservationId, ordered);
  await send('ReserveStock', { lines: ordered, isGuest: false });
  await scheduler.sleep(5_000 * draw.unit('commits'));
  if (draw.chance('changes late', 0.3)) await send('ChangeReservation', { ...cart(version + 2), lines });
  if (draw.chance('releases late', 0.3)) await send('ReleaseStock', cart(version + 3));
  if (draw.chance('is sold', 0.6)) await send('CommitStock', {});
  if (end === 'is cancelled') await send('ReleaseStock', {});
}

/** Lines of one or two of the SKUs. */
function linesOf(draw: Draw): readonly Line[] {
  const first = draw.int('sku', 0, SKUS.length - 1);
  const skus = [...SKUS.slice(first), ...SKUS.slice(0, first)].slice(0, draw.chance('two', 0.4) ? 2 : 1);
  return skus.map((sku, index) => ({ sku, quantity: draw.int(`quantity ${index}`, 1, MAX_QUANTITY) }));
}
