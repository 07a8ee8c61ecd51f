import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, connect } from '@tradepost/cli/api/connect';
import { toPercentiles } from '@tradepost/cli/percentiles';
import { unwrap } from '@tradepost/client/client';
import { isProblem } from '@tradepost/client/problem-error';
import { forEach } from '@tradepost/command-line/for-each';
import { poll } from '@tradepost/command-line/poll';

type Percentiles = NonNullable<ReturnType<typeof toPercentiles>>;

/** Time from placing an order to its confirmation, without other load. */
export type Latency = {
  readonly orders: number;
  /** By the timestamps of the order. */
  readonly placedToConfirmedMs: Percentiles;
  /** From sending the request to reading the confirmed order. */
  readonly seenByClientMs: Percentiles;
};

export type Throughput = {
  readonly clients: number;
  readonly orders: number;
  readonly confirmed: number;
  readonly perSecond: number;
  readonly placedToConfirmedMs: Percentiles | undefined;
};

const CONFIRMED = { withinMs: 60_000, firstPauseMs: 5, longestPauseMs: 10 };
/** Wait for the orders that are still pending when all are placed. */
const DRAINED = { withinMs: 180_000, firstPauseMs: 50, longestPauseMs: 1_000 };
const WARM_UP_ORDERS = 20;
const PAUSE_MS = 2_000;

/** Places orders one after the other, each after the confirmation of the previous one. */
export async function measureLatency(url: string, skus: readonly string[], orders: number): Promise<Latency> {
  const api = connect({ url, connections: 2 });
  const own: number[] = [];
  const seen: number[] = [];
  try {
    for (let count = -WARM_UP_ORDERS; count < orders; count += 1) {
      const startedAtMs = performance.now();
      const id = await placeOrder(api, skus);
      const ended = await waitForEnd(api, id, CONFIRMED);
      if (ended.status !== 'confirmed') throw new Error(`order ${id} is ${ended.status}`);
      if (count < 0) continue;
      seen.push(Math.round(performance.now() - startedAtMs));
      own.push(ended.confirmedInMs);
    }
  } finally {
    await api.close();
  }
  const none = { p50: 0, p95: 0 };
  return {
    orders,
    placedToConfirmedMs: toPercentiles(own) ?? none,
    seenByClientMs: toPercentiles(seen) ?? none,
  };
}

/**
 * Several clients place orders for a time, each as fast as it gets answers. The rate counts confirmed orders, up to the
 * confirmation of the last one.
 */
export async function measureThroughput(
  url: string,
  skus: readonly string[],
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
): Promise<Throughput> {
  const api = connect({ url, connections: clients });
  try {
    const startedAt = Date.now();
    const until = performance.now() + seconds * 1_000;
    const ids: string[] = [];
    const place = async () => {
      while (performance.now() < until) ids.push(await placeOrder(api, skus));
    };
    await Promise.all(Array.from({ length: clients }, place));
    const latencies: number[] = [];
    let lastAt = startedAt;
    await forEach(ids, clients, async (id) => {
      const ended = await waitForEnd(api, id, DRAINED);
      if (ended.status !== 'confirmed') return;
      latencies.push(ended.confirmedInMs);
      lastAt = Math.max(lastAt, ended.confirmedAt);
    });
    await sleep(PAUSE_MS);
    return {
      clients,
      orders: ids.length,
      confirmed: latencies.length,
      perSecond: Math.round((latencies.length / ((lastAt - startedAt) / 1_000)) * 10) / 10,
      placedToConfirmedMs: toPercentiles(latencies),
    };
  } finally {
    await api.close();
  }
}

async function placeOrder(api: Api, skus: readonly string[]): Promise<string> {
  const first = Math.floor(Math.random() * skus.length);
  const pick = (offset: number) => skus[(first + offset) % skus.length] ?? '';
  const body = {
    currency: 'GBP',
    lines: [
      { sku: pick(0), quantity: 1 },
      { sku: pick(7), quantity: 2 },
    ],
    email: 'bench@example.com',
    shippingAddress: { name: 'Bench', line1: '1 Bench Street', city: 'London', country: 'GB' },
    paymentToken: 'tok_approved',
  };
  return (await unwrap(api.POST('/v1/orders', { body }))).id;
}

async function waitForEnd(api: Api, id: string, patience: typeof CONFIRMED) {
  const ended = await poll(async () => {
    const { data, error } = await api.GET('/v1/orders/{orderId}', { params: { path: { orderId: id } } });
    if (isProblem(error, 'ORDER_NOT_FOUND')) return undefined;
    if (error) throw error;
    return data.status === 'placed' ? undefined : data;
  }, patience);
  if (ended === undefined) return { status: 'placed', confirmedAt: 0, confirmedInMs: 0 };
  const confirmedAt = Date.parse(ended.confirmedAt ?? ended.updatedAt);
  return { status: ended.status, confirmedAt, confirmedInMs: confirmedAt - Date.parse(ended.placedAt) };
}
