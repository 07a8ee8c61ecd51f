import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@tradepost/cli/api/connect';
import { stockShop } from '@tradepost/cli/seed/stock-shop';
import { unwrap } from '@tradepost/client/client';
import { type CloudProcess, startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { cpuMsOf, residentBytesOf } from '@tradepost/testing/cloud/process-tree';
import { describeMachine, type Machine } from './machine.ts';
import { type BundleFigures, measureBundles } from './measure-bundles.ts';
import { measureCarts, measureLists, type Rate } from './measure-carts.ts';
import { type Latency, measureLatency, measureThroughput, type Throughput } from './measure-orders.ts';
import { memoryPerService, type ServiceMemory } from './measure-services.ts';
import { startClone } from './start-clone.ts';

export type Part = 'startup' | 'orders' | 'carts' | 'lists' | 'bundles';

export type BenchResult = {
  readonly machine: Machine;
  readonly engine?: string;
  readonly startup?: {
    /** From `npm start` in a new clone. */
    readonly cloneMs: number;
    readonly firstMs: number;
    readonly againMs: number;
    readonly residentBytes: number;
    /** Resident memory after a start that has created the catalogue. */
    readonly residentBytesWithCatalogue: number;
    /** Resident memory that a further service takes. */
    readonly perService: ServiceMemory;
    /** Use of one core by a cloud that nobody calls. undefined where it cannot be measured. */
    readonly idleCpuPercent: number | undefined;
  };
  readonly orders?: {
    /** undefined for the part `startup` alone. */
    readonly latency: Latency | undefined;
    readonly throughput: readonly Throughput[];
    readonly peakResidentBytes: number;
  };
  /** From a new cart of a guest to the confirmed order. */
  readonly carts?: Rate | undefined;
  /** The list of 20 products. */
  readonly lists?: Rate | undefined;
  readonly bundles?: readonly BundleFigures[];
};

export type BenchConfig = {
  readonly parts: ReadonlySet<Part>;
  readonly seconds: number;
  readonly clients: readonly number[];
  readonly cartClients: number;
  readonly listClients: number;
  readonly idleOrders: number;
  /** Time for which the idle cloud is watched. */
  readonly idleSeconds: number;
  /** Is called with a description of each step when it begins. */
  readonly onStep: (step: string) => void;
};

/** Parts that measure a local cloud. */
const IN_CLOUD = ['startup', 'orders', 'carts', 'lists'] as const;
const SERVICES = join(import.meta.dirname, '..', '..', '..', '..', 'services');
/** Work that a start leaves: compilation of code that has become hot, and garbage. */
const SETTLE_MS = 5_000;
const SAMPLE_EVERY_MS = 500;
/** Units of each SKU: more than a run can sell. */
const PRODUCTS = 50;
const PRICE_MINOR = 1_000;
const UNITS_PER_SKU = 10_000_000;

/**
 * Runs the measurements in a temporary data folder. The part `startup` includes orders from the largest number of clients, for
 * the memory under load.
 */
export async function runBench(config: BenchConfig): Promise<BenchResult> {
  const workDir = await mkdtemp(join(tmpdir(), 'tradepost-bench-'));
  try {
    const startup = config.parts.has('startup') ? await measureStartup(config, workDir) : undefined;
    const cloud = IN_CLOUD.some((part) => config.parts.has(part))
      ? await benchCloud(config, workDir)
      : undefined;
    const result = {
      machine: describeMachine(),
      ...(cloud && { engine: cloud.engine, carts: cloud.carts, lists: cloud.lists }),
      ...(cloud?.orders && { orders: cloud.orders }),
      ...(startup && cloud && { startup: { ...startup, ...cloud.startup } }),
    };
    if (!config.parts.has('bundles')) return result;
    config.onStep('Bundling and importing every function');
    return { ...result, bundles: await measureBundles(SERVICES, join(workDir, 'bundles')) };
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Measures what needs clouds of its own. */
async function measureStartup({ onStep }: BenchConfig, workDir: string) {
  onStep('Starting a new clone');
  const cloneMs = await startClone(join(workDir, 'clone'));
  onStep('Starting the local cloud with the catalogue');
  const withCatalogue = await startCloudProcess({ dataDir: join(workDir, 'catalogue'), seed: true });
  await sleep(SETTLE_MS);
  const residentBytesWithCatalogue = await residentBytesOf(withCatalogue.pid);
  await withCatalogue.stop();
  onStep('Starting local clouds with copies of a service');
  return { cloneMs, residentBytesWithCatalogue, perService: await memoryPerService(workDir) };
}

async function benchCloud(config: BenchConfig, workDir: string) {
  const dataDir = join(workDir, 'data');
  config.onStep('Starting the local cloud for the first time');
  const first = await startCloudProcess({ dataDir });
  await first.stop();
  config.onStep('Starting it again');
  const cloud = await startCloudProcess({ dataDir });
  try {
    await sleep(SETTLE_MS);
    const residentBytes = await residentBytesOf(cloud.pid);
    const idleCpuPercent = config.parts.has('startup') ? await leaveAlone(cloud, config) : undefined;
    const startup = { firstMs: first.readyInMs, againMs: cloud.readyInMs, residentBytes, idleCpuPercent };
    const engine = await askForEngine(cloud.url);
    const skus = await stock(cloud.url);
    const isOrdering = config.parts.has('startup') || config.parts.has('orders');
    const orders = isOrdering ? await benchOrders(cloud, skus, config) : undefined;
    return { engine, startup, orders, ...(await benchStorefront(cloud, skus, config)) };
  } finally {
    await cloud.stop();
  }
}

function leaveAlone({ pid }: CloudProcess, { idleSeconds, onStep }: BenchConfig) {
  onStep(`Leaving it alone for ${idleSeconds} s`);
  return measureIdleCpu(pid, idleSeconds);
}

/** Creates the products of the measurements, with their stock; returns their SKUs. */
async function stock(url: string): Promise<readonly string[]> {
  const api = connect({ url });
  const prices = { GBP: PRICE_MINOR, EUR: PRICE_MINOR, USD: PRICE_MINOR };
  const skus = Array.from({ length: PRODUCTS }, (_, index) => `BENCH-${String(index).padStart(2, '0')}`);
  try {
    await stockShop(
      api,
      skus.map((sku) => ({ sku, units: UNITS_PER_SKU, prices })),
    );
    return skus;
  } finally {
    await api.close();
  }
}

/** Measures what the customers of a shop do. */
async function benchStorefront(
  { url }: CloudProcess,
  skus: readonly string[],
  { parts, seconds, cartClients, listClients, onStep }: BenchConfig,
): Promise<Pick<BenchResult, 'carts' | 'lists'>> {
  if (parts.has('carts')) onStep(`Ordering from carts with ${cartClients} clients for ${seconds} s`);
  const carts = parts.has('carts')
    ? await measureCarts(url, skus, { clients: cartClients, seconds })
    : undefined;
  if (parts.has('lists')) onStep(`Reading the list of products with ${listClients} clients for ${seconds} s`);
  const lists = parts.has('lists') ? await measureLists(url, { clients: listClients, seconds }) : undefined;
  return { carts, lists };
}

async function measureIdleCpu(pid: number, seconds: number): Promise<number | undefined> {
  const fromMs = performance.now();
  const before = await cpuMsOf(pid);
  await sleep(seconds * 1_000);
  const after = await cpuMsOf(pid);
  if (before === undefined || after === undefined) return undefined;
  return ((after - before) / (performance.now() - fromMs)) * 100;
}

async function benchOrders(
  { url, pid }: CloudProcess,
  skus: readonly string[],
  config: BenchConfig,
): Promise<NonNullable<BenchResult['orders']>> {
  const api = connect({ url });
  // No order loads this service.
  try {
    await unwrap(api.GET('/v1/dead-letters'));
  } finally {
    await api.close();
  }
  const isComplete = config.parts.has('orders');
  if (isComplete) config.onStep(`Placing ${config.idleOrders} orders, one after the other`);
  const latency = isComplete ? await measureLatency(url, skus, config.idleOrders) : undefined;
  const memory = watchMemory(pid);
  const throughput: Throughput[] = [];
  for (const clients of isComplete ? config.clients : [Math.max(...config.clients)]) {
    config.onStep(`Placing orders with ${clients} clients for ${config.seconds} s`);
    throughput.push(await measureThroughput(url, skus, { clients, seconds: config.seconds }));
  }
  return { latency, throughput, peakResidentBytes: memory.stop() };
}

function watchMemory(pid: number): { readonly stop: () => number } {
  let peakBytes = 0;
  const sample = async () => {
    const bytes = await residentBytesOf(pid).catch(() => 0);
    peakBytes = Math.max(peakBytes, bytes);
  };
  const timer = setInterval(() => void sample(), SAMPLE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return peakBytes;
    },
  };
}

async function askForEngine(url: string): Promise<string> {
  const health = await (await fetch(`${url}/_local/health`)).json();
  return String((health as { dynamodb?: unknown } | undefined)?.dynamodb ?? 'unknown');
}
