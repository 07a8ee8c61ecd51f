import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PlaceOrderBody } from '@tradepost/contracts/orders/given-order';
import type { Order } from '@tradepost/contracts/orders/model';
import { PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';

export type FakeReply = { readonly status: number; readonly body: unknown };
type FakeRequest = {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: unknown;
};

/** An HTTP server that implements the contracts, records its requests, and can be made to misbehave. */
export type FakeShop = {
  readonly url: string;
  readonly requests: FakeRequest[];
  readonly orders: Map<string, Order>;
  readonly stock: Map<string, number>;
  readonly products: Map<string, { status: string; prices: Record<string, number> }>;
  /** Replaces the shop's answer if it returns one; `drop` closes the connection. */
  misbehave: (request: FakeRequest) => FakeReply | 'drop' | undefined;
  /** The shop's clock, in milliseconds since 1970. */
  nowMs: () => number;
  /** Changes an order before it is returned. */
  tamper: (order: Order) => Order;
  readonly close: () => Promise<void>;
};

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export async function openFakeShop(): Promise<FakeShop> {
  const byKey = new Map<string, FakeReply>();
  const shop: Omit<FakeShop, 'url' | 'close'> = {
    requests: [],
    orders: new Map(),
    stock: new Map(),
    products: new Map(),
    misbehave: () => undefined,
    nowMs: Date.now,
    tamper: (order) => order,
  };
  const server = createServer(async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming) text += chunk;
    const request = {
      method: incoming.method ?? '',
      path: incoming.url ?? '',
      key: String(incoming.headers['idempotency-key'] ?? ''),
      body: text === '' ? undefined : JSON.parse(text),
    };
    shop.requests.push(request);
    const replayed = request.key === '' ? undefined : byKey.get(request.key);
    const reply = shop.misbehave(request) ?? replayed ?? answer(shop, request);
    if (reply === 'drop') return void incoming.socket.destroy();
    if (request.key !== '' && reply.status === 201) byKey.set(request.key, reply);
    const headers = { 'content-type': 'application/json', date: new Date(shop.nowMs()).toUTCString() };
    outgoing.writeHead(reply.status, headers).end(JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return Object.assign(shop, { url: `http://127.0.0.1:${port}`, close });
}

export function refuse(code: ProblemCode): FakeReply {
  const { status, title } = PROBLEMS[code];
  return { status, body: { type: 'about:blank', title, status, code, correlationId: 'cor_1' } };
}

function answer(shop: Omit<FakeShop, 'url' | 'close'>, { method, path, body }: FakeRequest): FakeReply {
  const [route = '', query = ''] = path.split('?');
  const [, , resource, id = ''] = route.split('/');
  switch (`${method} ${resource}`) {
    case 'GET variants': {
      const skus = (new URLSearchParams(query).get('skus') ?? '').split(',');
      const items = skus.flatMap((sku) => {
        const known = shop.products.get(sku);
        const product = {
          options: {},
          productId: `prd_${'0'.repeat(26)}`,
          productTitle: sku,
          productVersion: 0,
        };
        return known === undefined ? [] : [{ sku, ...known, ...product }];
      });
      return { status: 200, body: { items, unknown: skus.filter((sku) => !shop.products.has(sku)) } };
    }
    case 'POST products': {
      const { status, variants } = body as {
        status: string;
        variants: { sku: string; prices: Record<string, number> }[];
      };
      for (const { sku, prices } of variants) shop.products.set(sku, { status, prices });
      return { status: 201, body: {} };
    }
    case 'POST stock':
      addUnits(shop, body as { sku: string; delta: number });
      return { status: 201, body: {} };
    case 'POST orders': {
      const order = toOrder(body as PlaceOrderBody, shop.orders.size, new Date(shop.nowMs()).toISOString());
      shop.orders.set(order.id, order);
      return { status: 201, body: { ...order, status: 'placed' } };
    }
    case 'GET orders': {
      if (id === '') return { status: 200, body: { items: [] } };
      const order = shop.orders.get(id);
      return order === undefined ? refuse('ORDER_NOT_FOUND') : { status: 200, body: shop.tamper(order) };
    }
    default:
      return refuse('METHOD_NOT_ALLOWED');
  }
}

function toOrder(body: PlaceOrderBody, count: number, at: string): Order {
  const ulid = `${'0'.repeat(24)}${CROCKFORD[Math.floor(count / 32)]}${CROCKFORD[count % 32]}`;
  const lines = body.lines.map(({ sku, quantity, unitPrice }, index) => ({
    sku,
    quantity,
    title: sku,
    unitPrice: unitPrice ?? { amountMinor: 1, currency: body.currency },
    lineId: `${index + 1}`,
    discounts: [],
    taxes: [],
    totalMinor: quantity * (unitPrice?.amountMinor ?? 1),
  }));
  const amountMinor = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice.amountMinor, 0);
  const { email, shippingAddress, currency, customerId, reference, note } = body;
  return {
    ...{ id: `ord_${ulid}`, reservationId: `res_${ulid}`, paymentId: `pay_${ulid}`, version: 1 },
    ...{ email, shippingAddress, currency, customerId, reference, note, lines },
    status: 'confirmed',
    ...{ taxIncluded: true, shipping: [], discounts: [], taxes: [] },
    totals: {
      ...{ linesMinor: amountMinor, shippingMinor: 0, discountMinor: 0, taxMinor: 0 },
      ...{ totalMinor: amountMinor, creditMinor: 0, dueMinor: amountMinor },
    },
    total: { amountMinor, currency },
    ...{ placedAt: at, confirmedAt: at, updatedAt: at },
  };
}

function addUnits({ stock }: Pick<FakeShop, 'stock'>, { sku, delta }: { sku: string; delta: number }): void {
  stock.set(sku, (stock.get(sku) ?? 0) + delta);
}
