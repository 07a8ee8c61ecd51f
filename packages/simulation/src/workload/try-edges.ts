import type { Draw } from '../random.ts';
import type { HttpClient } from '../world/http-client.ts';
import type { World } from '../world/world.ts';
import { EDGES } from './edges.ts';

export type EdgeConfig = {
  readonly world: World;
  readonly http: HttpClient;
  readonly draw: Draw;
  readonly record: { readonly edges: EdgeAnswer[] };
  /** Places of participants to leave out. */
  readonly withoutOrders?: ReadonlySet<number>;
};

/** The answer to a request at a bound. `isAsDocumented` compares it with the side of the bound. */
export type EdgeAnswer = {
  readonly bound: string;
  readonly side: 'within' | 'beyond';
  readonly isAge: boolean;
  /** Milliseconds from the first attempt to the answer. */
  readonly tookMs: number;
  readonly status: number;
  readonly code: string | undefined;
  readonly isAsDocumented: boolean;
};

/** Place of this caller among the customers, so that it can be left out of a run. */
export const EDGE_CALLER = -5;

const SHARE = 0.12;
const MAX_EDGES = 3;

/** Plays a caller who goes to the limits: for some bounds, one request just within and one just beyond. */
export async function tryEdges({
  world,
  http,
  draw: drawn,
  record,
  withoutOrders,
}: EdgeConfig): Promise<void> {
  const draw = drawn.under('edges');
  if (!draw.chance('any', SHARE) || withoutOrders?.has(EDGE_CALLER)) return;
  await world.scheduler.sleep(60_000 * draw.unit('comes'));
  const picks = new Set(
    Array.from({ length: draw.int('how many', 1, MAX_EDGES) }, (_none, place) =>
      draw.pick(`edge ${place}`, EDGES),
    ),
  );
  for (const { bound, within, beyond, isWithin, isBeyond, isAge = false } of picks) {
    for (const [side, request, isAsDocumented] of [
      ['within', within, isWithin],
      ['beyond', beyond, isBeyond],
    ] as const) {
      const sentMs = world.scheduler.nowMs();
      const answer = await http.send(request(sentMs), `edge ${bound} ${side}`);
      // Undefined after the last attempt under faults. What is beyond may need what is within.
      if (answer === undefined) break;
      const { status, body } = answer;
      const outcome = { status, code: body?.code, isAsDocumented: isAsDocumented(answer) };
      const tookMs = world.scheduler.nowMs() - sentMs;
      record.edges.push({ bound, side, isAge, tookMs, ...outcome });
    }
  }
}
