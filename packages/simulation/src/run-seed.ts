import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import { DOCUMENTED } from './bounds/documented.ts';
import type { Code } from './code/load-code.ts';
import type { Change } from './dynamodb/table.ts';
import { type FaultKind, faultKinds, webhookKinds } from './faults/fault-kinds.ts';
import { createFaults, type Fault } from './faults/faults.ts';
import { cartsIn } from './invariants/carts/cart-journal.ts';
import { checkDeletedCarts } from './invariants/carts/check-cart-lives.ts';
import { checkChange } from './invariants/check-change.ts';
import { checkLogLine } from './invariants/check-personal-data.ts';
import { toKnownOffer } from './invariants/check-prices.ts';
import { checkFailures, MAX_PUBLISH_DELAY_MS } from './invariants/check-publishing.ts';
import { toSoldProduct } from './invariants/check-refusals.ts';
import { checkSweep } from './invariants/check-sweep.ts';
import { checkTimeToLive } from './invariants/check-time-to-live.ts';
import { checkWorld } from './invariants/check-world.ts';
import { createJournal } from './invariants/journal.ts';
import { redrive, redriveByRoute } from './invariants/redrive.ts';
import { noteReservation } from './invariants/reservation-life.ts';
import { createReport, type Report, type Violation } from './invariants/violation.ts';
import { createDraw, type Draw } from './random.ts';
import { branchesOf, refusalIn } from './runner/reached-branches.ts';
import type { Figures, Scenario, Situation } from './scenarios/scenario.ts';
import { eraseAgain } from './workload/erase-people.ts';
import { readFinalLists } from './workload/lists/read-lists.ts';
import { readFinalResources } from './workload/reading.ts';
import { type Record_, runWorkload } from './workload/workload.ts';
import { createForgedEvents } from './world/forged-events.ts';
import { createHttpClient } from './world/http-client.ts';
import { drawLongOutage } from './world/long-outage.ts';
import { createProviderWebhooks, WEBHOOKS_SECRET } from './world/provider-webhooks.ts';
import type { Setting } from './world/setting.ts';
import { createWorld, START_MS, type World } from './world/world.ts';

export type SeedOptions = {
  readonly seed: number;
  /** Faults to leave out, by their ids, and orders to leave out, by their places. */
  readonly without?: ReadonlySet<string>;
  readonly withoutOrders?: ReadonlySet<number>;
  readonly kinds?: readonly FaultKind[];
  /** Turns all of the kinds on at their highest rates, instead of a random choice. */
  readonly isAll?: boolean;
  /** Without it, the run is an ordinary one. */
  readonly scenario?: Scenario | undefined;
  /** Receives each line of the trace, with the virtual time that has passed. */
  readonly trace?: (atMs: number, line: string) => void;
  readonly log?: (line: string) => void;
  /** Receives the world at the end of the run, before the invariants are checked: specs spoil it here. */
  readonly spoil?: (world: World, record: Record_) => void;
};

/** The result of a run. */
export type SeedResult = {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly faults: readonly Fault[];
  readonly branches: ReadonlySet<string>;
  readonly orders: number;
  /** The figures that its scenario counted. */
  readonly figures: Figures;
};

/**
 * Faults end by this time, except targets that are unreachable for up to a day and a half, and schedules that are off for up
 * to nine days. Rules retry for a day after that; everything must have ended within `SETTLED_WITHIN_MS`, or, if a schedule
 * was off or an erasure was held, `SETTLED_AFTER_PAUSE_MS`.
 */
const FAULTS_END_MS = 30 * 60_000;
const SETTLED_WITHIN_MS = 72 * 3_600_000;
const SETTLED_AFTER_PAUSE_MS = 13 * 24 * 3_600_000;
const ORDERS = 'tradepost-dev-orders-views';
const FINAL_READS_WITHIN_MS = 10 * 60_000;

/** In the other runs only the simulation redrives what is left in the end, without the operations service. */
const BY_ROUTE_SHARE = 0.5;

/** Share of the runs with carts in which their time to live ends. */
const EXPIRING_SHARE = 0.25;
const DAY_MS = 24 * 3_600_000;
/** A cart that was created at the end of a run of two weeks is deleted, too. */
const MAX_DAYS_UNTIL_DELETED = 16;

/** In the other runs the provider sends none: whatever webhooks repair must also be repaired without them. */
const WEBHOOKS_SHARE = 0.5;

/** Records that fail for longer than 22 hours leave their stream. */
const MAX_IN_STREAM_MS = 21 * 3_600_000;

/** In the other runs, customers come within seconds or minutes. */
const LONG_DAY_SHARE = 0.25;
const SHORTEST_DAY_MS = 3 * 60_000;
const LONGEST_DAY_MS = 8 * 3_600_000;

/** Broken by a run that threw: the simulation itself failed, so the run proves nothing about the services. */
export const RUN_GOES_THROUGH = 'the run does not throw';

/**
 * Runs one seed: a shop and its orders under faults, then a time without faults, then the invariants. It never throws:
 * an error is returned as a violation.
 */
export async function runSeed(
  code: Code,
  description: CloudDescription,
  options: SeedOptions,
): Promise<SeedResult> {
  const draw = createDraw(options.seed);
  const branches = new Set<string>();
  const { violations, report } = createReport();
  const { trace: onLine, log = () => {}, scenario } = options;
  const ofScenario = scenario?.draw(draw.under(`scenario ${scenario.name}`)) ?? {};
  const { kinds = ofScenario.kinds ?? faultKinds } = options;
  const hasWebhooks = draw.chance('webhooks', WEBHOOKS_SHARE);
  let isTraced = true;
  // The first faults are drawn while the world is created, before the clock exists.
  let passedMs = () => 0;
  const trace = (line: () => string) => isTraced && onLine?.(passedMs(), line());
  const faults = createFaults({
    draw: draw.under('faults'),
    ...(options.without === undefined ? {} : { without: options.without }),
    kinds: hasWebhooks ? kinds : kinds.filter((kind) => !webhookKinds.includes(kind)),
    isAll: options.isAll ?? false,
    onFault: ({ kind, at }) => trace(() => `FAULT ${kind}: ${at}`),
  });
  const ordersWithinMs =
    ofScenario.ordersWithinMs ?? (scenario === undefined ? drawDay(draw.under('day')) : undefined);
  const longOutage =
    scenario === undefined
      ? drawLongOutage(description, draw.under('long outage'), faults, ordersWithinMs)
      : undefined;
  const situation: Situation = { ...ofScenario, ...longOutage?.conditions };
  const world = createWorld({
    code,
    description,
    draw: draw.under('world'),
    faults,
    situation,
    trace,
    log: (line) => {
      const refusal = refusalIn(line);
      if (refusal !== undefined) branches.add(refusal);
      checkLogLine(line, report);
      log(line);
    },
    reach: (branch) => branches.add(branch),
    onSweep: (sweep) => checkSweep(sweep, world, record, report),
    onChange: (change, writer) => {
      const atMs = world.scheduler.nowMs();
      checkChange(change, report);
      checkTimeToLive(change, { clockMs: atMs + writer.skewMs, frozenMs: writer.frozenMs }, report);
      noteReservation(record.lives, change, { atMs, ...writer });
      situation.onChange?.(change, world.scheduler.passedMs());
      forgeEvents(change);
      record.journal.add(change, atMs);
      const sold = toSoldProduct(change, atMs);
      if (sold !== undefined) record.sold.push(sold);
      const offer = toKnownOffer(change, world.scheduler.nowMs());
      if (offer !== undefined) record.offers.push(offer);
      const paymentId = toCapturedPayment(change);
      if (paymentId !== undefined) record.captured.push({ paymentId, atMs });
      if (hasWebhooks) reportCall(change);
    },
  });
  passedMs = () => world.scheduler.nowMs() - START_MS;
  const record: Record_ = {
    orders: [],
    claims: [],
    contradictions: [],
    poison: [],
    answers: [],
    webhooks: [],
    disputes: [],
    walks: [],
    journal: createJournal(),
    sold: [],
    offers: [],
    lives: new Map(),
    guestReservations: new Set(),
    linesOfOrders: new Map(),
    dispatches: [],
    codes: { limits: new Map(), orders: [], refused: [] },
    budgets: { used: [], refused: [] },
    carts: { created: [], merges: [] },
    approvals: [],
    edges: [],
    erasures: [],
    restores: [],
    captured: [],
    refunds: new Set(),
    refunded: new Set(),
    captures: new Map(),
  };
  const settingOf = (name: string): Setting => ({
    scheduler: world.scheduler,
    draw: draw.under(name),
    faults,
    trace,
  });
  const http = createHttpClient({
    routes: description.routes,
    functions: world.functions,
    ...settingOf('http'),
    reach: (branch) => branches.add(branch),
    onAnswer: (answered) => record.answers.push(answered),
  });
  const forgeEvents = createForgedEvents({
    queues: world.queues,
    ...settingOf('forged events'),
    onForged: (forged) => record.poison.push(forged),
  });
  const reportCall = createProviderWebhooks({
    http,
    ...settingOf('webhooks'),
    secret: world.secrets.valueOf(WEBHOOKS_SECRET),
    onAnswer: (answered) => record.webhooks.push(answered),
  });
  let figures: Figures = {};
  const lookOnceMore = async (): Promise<void> => {
    const config = { world, http, draw: draw.under('workload'), record };
    const reading = settled(Promise.all([readFinalLists(config), readFinalResources(config)]));
    await world.run(world.scheduler.nowMs() + FINAL_READS_WITHIN_MS);
    if (reading.error !== undefined) throw reading.error;
    if (!reading.isOver) report('all work finishes', 'something is still being read');
  };
  const play = async (): Promise<void> => {
    const workload = settled(
      (situation.workload ?? runWorkload)({
        world,
        http,
        draw: draw.under('workload'),
        record,
        faults,
        hasPoison: faults.happens('poisonMessage', 'run'),
        ordersWithinMs,
        ...(options.withoutOrders === undefined ? {} : { withoutOrders: options.withoutOrders }),
      }),
    );
    world.scheduler.after(FAULTS_END_MS + (scenario === undefined ? (ordersWithinMs ?? 0) : 0), faults.stop);
    // The dead-letter messages are redriven after the outage.
    if (longOutage !== undefined) {
      trace(() => `${longOutage.of} is down from ${longOutage.fromMs} to ${longOutage.untilMs}`);
      world.scheduler.after(longOutage.untilMs, () => {});
    }
    await world.run(START_MS + SETTLED_WITHIN_MS);
    const wasPaused = faults.injected.some(({ kind }) => kind === 'pausedSchedule');
    // An erasure looks once a day whether its hold was lifted.
    const wasHeld = record.erasures.some(({ hold }) => hold !== undefined);
    // A customer has a week for a bank transfer.
    const isUnpaid = world.dynamodb
      .table(ORDERS)
      .all()
      .some(({ pendingSince }) => pendingSince !== undefined);
    if (wasPaused || wasHeld || isUnpaid) await world.run(START_MS + SETTLED_AFTER_PAUSE_MS);
    faults.stop();
    if (workload.error !== undefined) throw workload.error;
    const isAtRest = () => workload.isOver && world.scheduler.pending() === 0;
    if (isAtRest()) {
      if ((longOutage?.untilMs ?? 0) < MAX_IN_STREAM_MS) checkFailures(world, report);
      world.bus.fix();
      world.scheduler.skipTo(world.scheduler.nowMs() + (situation.redriveAfterMs ?? 0));
      if (draw.chance('operators redrive', BY_ROUTE_SHARE)) await redriveByRoute(world, http);
      await redrive(world, record, trace);
      await eraseAgain({ world, http, record });
      // A scenario with callers of its own may have thousands of orders.
      if (situation.workload === undefined) await lookOnceMore();
    }
    for (const branch of branchesOf(world)) branches.add(branch);
    if (!isAtRest()) report('all work finishes', `${world.scheduler.pending()} things are still to happen`);
    // The invariants replay some records to compare them; that is not part of the trace.
    isTraced = false;
    options.spoil?.(world, record);
    figures = situation.figures?.(world, record) ?? {};
    const isQuiet = faults.injected.length === 0 && scenario === undefined;
    const maxPublishDelayMs = longOutage
      ? MAX_PUBLISH_DELAY_MS + longOutage.untilMs
      : situation.maxPublishDelayMs;
    const isSkewed = faults.injected.some(({ kind }) => kind === 'clockSkew');
    const { injected } = faults;
    const ending = { isQuiet, isSkewed, isAtRest: isAtRest(), injected, maxPublishDelayMs };
    await checkWorld(world, record, ending, report);
    if (isAtRest() && record.carts.created.length > 0 && draw.chance('carts expire', EXPIRING_SHARE))
      await expireCarts(world, record, report);
    situation.check?.(world, report);
  };
  try {
    await play();
  } catch (error) {
    report(RUN_GOES_THROUGH, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return {
    seed: options.seed,
    violations,
    faults: faults.injected,
    branches,
    orders: record.orders.length,
    figures,
  };
}

/** Lets a quarter of a year pass: DynamoDB deletes carts, a day before their time none and some days after it all. */
async function expireCarts(world: World, { journal }: Record_, report: Report): Promise<void> {
  const published = world.bus.published.length;
  for (const days of [DOCUMENTED.cartKeptMs / DAY_MS - 1, MAX_DAYS_UNTIL_DELETED]) {
    world.scheduler.skipTo(world.scheduler.nowMs() + days * DAY_MS);
    world.dynamodb.deleteExpired();
    await world.run(world.scheduler.nowMs() + FINAL_READS_WITHIN_MS);
  }
  checkDeletedCarts(cartsIn(journal), world.bus.published.slice(published), report);
}

/** Draws the time within which customers come, if it is long: prices, versions and instances change between two orders. */
function drawDay(draw: Draw): number | undefined {
  if (!draw.chance('is long', LONG_DAY_SHARE)) return undefined;
  return SHORTEST_DAY_MS * (LONGEST_DAY_MS / SHORTEST_DAY_MS) ** (draw.unit('length') ** 1.5);
}

/** Takes a change of a table; returns the payment if orders has learned that it was captured. */
function toCapturedPayment({ table, keys }: Change): string | undefined {
  if (table !== 'tradepost-dev-orders-views') return undefined;
  return /^captured#(.+)$/.exec(keys['pk']?.S ?? '')?.[1];
}

/** The current state of a promise, without awaiting it. */
function settled(promise: Promise<unknown>): { readonly isOver: boolean; readonly error?: unknown } {
  const now: { isOver: boolean; error?: unknown } = { isOver: false };
  promise.then(
    () => {
      now.isOver = true;
    },
    (error: unknown) => {
      now.isOver = true;
      now.error = error;
    },
  );
  return now;
}
