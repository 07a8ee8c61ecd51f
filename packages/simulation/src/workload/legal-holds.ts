import type { Draw } from '../random.ts';
import type { HttpAnswer, HttpRequest } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { asStaff } from './requests.ts';

/** A legal hold that staff places on a customer whose erasure is requested. */
export type LegalHold = {
  readonly isBeforeRequest: boolean;
  /** From then on it was in place for certain. */
  placedMs: number;
  /** Until then it was in place for certain: somebody tried to lift it. */
  liftedMs: number;
};

/** The hold of a run on one customer, if there is one. Each step does nothing at another time, or without a hold. */
type Holding = {
  readonly hold: LegalHold | undefined;
  readonly placeBefore: () => Promise<void>;
  readonly placeAfter: () => Promise<void>;
  readonly lift: () => Promise<void>;
};

const MINUTE_MS = 60_000;
const HELD_SHARE = 0.35;
/** Some holds are placed while the workflow waits for 20 minutes until tokens have expired. */
const PLACED_AFTER_MS = 25 * MINUTE_MS;
/** A hold of many hours outlasts every fault, so that the erasure begins while it is in place. */
const HELD_FOR_MS = [20 * MINUTE_MS, 14 * 60 * MINUTE_MS];
const MAX_LIFTS = 90;

/** Draws whether staff places a legal hold on a customer, before the erasure is requested or while it runs. */
export function drawHold(
  customerId: string | undefined,
  {
    draw,
    world,
    send,
  }: {
    readonly draw: Draw;
    readonly world: Pick<World, 'scheduler'>;
    readonly send: (request: HttpRequest, key: string) => Promise<HttpAnswer | undefined>;
  },
): Holding {
  const isHeld = customerId !== undefined && draw.chance('held', HELD_SHARE);
  const hold: LegalHold | undefined = isHeld
    ? { isBeforeRequest: draw.chance('held before', 0.5), placedMs: Infinity, liftedMs: Infinity }
    : undefined;
  const path = `/v1/customers/${customerId}/legal-hold`;
  const place = async (): Promise<void> => {
    const placed = await send(asStaff({ method: 'PUT', path, body: { reason: 'a dispute' } }), 'holds');
    if (hold !== undefined && placed?.status === 200) hold.placedMs = world.scheduler.nowMs();
  };
  return {
    hold,
    placeBefore: async () => {
      if (hold?.isBeforeRequest === true) await place();
    },
    placeAfter: async () => {
      if (hold === undefined || hold.isBeforeRequest) return;
      await world.scheduler.sleep(PLACED_AFTER_MS * draw.unit('held after'));
      await place();
    },
    // Also a hold whose request got no answer.
    lift: async () => {
      if (hold === undefined) return;
      await world.scheduler.sleep(draw.pick('held for', HELD_FOR_MS) * (0.5 + 0.5 * draw.unit('lifted')));
      hold.liftedMs = world.scheduler.nowMs();
      for (let time = 0; time < MAX_LIFTS; time += 1) {
        const { status } = (await send(asStaff({ method: 'DELETE', path }), `lifts ${time}`)) ?? {};
        if (status === 200 || status === 404) return;
        await world.scheduler.sleep(MINUTE_MS);
      }
    },
  };
}
