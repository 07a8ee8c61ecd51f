import { type Client, type ClientConfig, createClient } from './client.ts';
import type { FaultAnswer, SeenRequest } from './fault-server.spec-kit.ts';
import { TransportError } from './transport-error.ts';

/** A test of the client against a server. Its results are JSON, so that it runs in Node and in a browser. */
export type Behaviour = {
  readonly answers: readonly FaultAnswer[];
  readonly act: (client: (config?: Partial<ClientConfig>) => Client) => Promise<unknown>;
  readonly comesTo: unknown;
  /** `select` returns the part of the requests that must equal `asked`. Without it there must be exactly one request. */
  readonly select?: (requests: readonly SeenRequest[]) => unknown;
  readonly asked?: unknown;
};

/** Creates a client with short pauses. */
export const clientOf =
  (baseUrl: string) =>
  (config: Partial<ClientConfig> = {}): Client =>
    createClient({ baseUrl, retry: { firstPauseMs: 5, longestPauseMs: 20 }, ...config });

export const orderId = 'ord_01HF7YAT00000000000000000A';
export const order = { id: orderId, status: 'placed' };
export const body = {
  currency: 'GBP',
  lines: [{ sku: 'MUG-BLUE', quantity: 2 }],
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
  paymentToken: 'tok_approved',
};
export const unknownSku = {
  type: 'urn:tradepost:problem:UNKNOWN_SKU',
  ...{ title: 'The catalogue has no such SKU', status: 422, code: 'UNKNOWN_SKU' },
  ...{ correlationId: 'cor_1', skus: ['MUG-BLUE'] },
};
export const busy = { status: 503, headers: { 'retry-after': '1' } };
export const created = { status: 201, body: order };
export const path = { orderId };

export const keysOf = (requests: readonly SeenRequest[]) => {
  const keys = requests.map(({ headers }) => String(headers['idempotency-key']));
  return { requests: requests.length, keys: new Set(keys).size, uuid: /^[\da-f-]{36}$/.test(keys[0] ?? '') };
};

/** Returns the thrown error as JSON. */
export async function thrownBy(call: Promise<unknown>): Promise<unknown> {
  try {
    return { returned: await call };
  } catch (error) {
    if (!(error instanceof TransportError)) return { reason: (error as Error).message ?? error };
    const { attempts, idempotencyKey, correlationId } = error.tried;
    return { name: error.name, attempts, idempotencyKey, correlationId, cause: error.cause !== undefined };
  }
}

export async function timeOf(call: Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now();
  await call.catch(() => undefined);
  return performance.now() - startedAtMs;
}
