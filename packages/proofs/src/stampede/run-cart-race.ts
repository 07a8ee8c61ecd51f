import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { unwrap } from '@tradepost/client/client';
import { forEach } from '@tradepost/command-line/for-each';
import { poll } from '@tradepost/command-line/poll';
import type { Progress } from '@tradepost/command-line/progress';
import type { UncheckedJson } from '@tradepost/simulation/dynamodb/plain';
import { checkCartUnits } from '@tradepost/simulation/invariants/check-cart-holds';
import type { Books } from '@tradepost/simulation/invariants/tables';
import { createReport } from '@tradepost/simulation/invariants/violation';
import { type TestCloud, withCloud } from '@tradepost/testing/cloud/with-cloud';
import { auditShop } from '../audit/audit-shop.ts';
import { connectAws } from '../audit/cloud-aws.ts';
import { createShop, type Shop, waitFor } from '../e2e/shop.ts';
import { checkSales, type Sales } from './check-sales.ts';

export type CartRaceConfig = {
  /** Customers, who come at once. */
  readonly clients: number;
  readonly units: number;
  /** Customers who come first, hold a unit in their checkout, and leave. */
  readonly leaving: number;
  readonly progress: Progress;
  readonly log: (message: string) => void;
};

export type CartRaceReport = {
  readonly sales: Sales;
  /** Units that carts held after the customers had left, and checkouts that began without a reservation. */
  readonly heldByLeaving: number;
  readonly notHeld: number;
  readonly problems: readonly string[];
};

const SKU = 'CART-RUSH';
const GUEST = {
  email: 'ada@example.com',
  shippingAddress: { name: 'Ada Lovelace', line1: '12 St James Square', city: 'London', country: 'GB' },
};
/** Customers who get no unit come again until all units are sold; each round sells those that were released. */
const MAX_ROUNDS = 5;
/** A laptop that serves hundreds of customers at once answers some of them with 503 for minutes. */
const ANSWERED_WITHIN_MS = 900_000;

/**
 * Lets customers race for units through checkout and submit, all at once. Some have left in their checkout: what they hold is sold after
 * it has expired. In the end every unit is sold once, and carts hold nothing. Uses a new folder, which is deleted afterwards.
 */
export function runCartRace(config: CartRaceConfig): Promise<CartRaceReport> {
  return withCloud({}, (cloud) => race(cloud, config));
}

async function race({ url, dataDir }: TestCloud, config: CartRaceConfig): Promise<CartRaceReport> {
  const { clients, units, leaving, log } = config;
  const shop = createShop(url);
  try {
    await shop.sell(SKU, units);
    const methodId = await addMethod(shop);
    await forEach(placesOf(leaving), leaving, async () => void (await checkOut(url, methodId)));
    const first = await auditShop(shop.api, dataDir);
    const heldByLeaving = heldByCarts(first.books);
    const outcomes = await rush(url, methodId, clients, config);
    log('Waiting until all orders have ended');
    let audit = await auditShop(shop.api, dataDir);
    const problems = [...first.problems, ...audit.problems];
    await expireCarts(dataDir, audit.books);
    log('Waiting until what carts hold has expired');
    await waitFor('carts to hold nothing', async () => {
      const { locations } = await shop.stockOf(SKU);
      return locations.every((level) => (level.heldByCarts ?? 0) === 0);
    });
    for (let round = 0; round < MAX_ROUNDS && (await shop.stockOf(SKU)).available > 0; round += 1) {
      await rush(url, methodId, (await shop.stockOf(SKU)).available, config);
      audit = await auditShop(shop.api, dataDir);
    }
    const { books } = audit;
    const sales = checkSales(books, new Map([[SKU, units]]));
    const { violations, report } = createReport();
    checkCartUnits(books, report);
    return {
      ...{ sales, heldByLeaving, notHeld: outcomes.filter((each) => each === 'not held').length },
      problems: [
        ...problems,
        ...audit.problems,
        // A rejected order of the rush may have met units that a cart held, and that are sold since.
        ...sales.problems,
        ...violations.map(({ invariant, what }) => `${invariant}: ${what}`),
        ...(heldByCarts(books) === 0 ? [] : [`carts hold ${heldByCarts(books)} units in the end`]),
      ],
    };
  } finally {
    await shop.api.close();
  }
}

type Outcome = 'held' | 'not held' | 'out of stock';

/** Customers who come at once, and submit what they have checked out. */
async function rush(
  url: string,
  methodId: string,
  clients: number,
  { progress }: Pick<CartRaceConfig, 'progress'>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  progress.begin('Checking out', clients, 'customers');
  await forEach(placesOf(clients), clients, async () => {
    const { send, body } = await checkOut(url, methodId);
    if (body.status === 'checkingOut') {
      outcomes.push(body.reservedUntil === undefined ? 'not held' : 'held');
      const submission = { quoteId: body.quote.id, paymentToken: 'tok_approved' };
      // Units that are not held may be gone since the checkout.
      await send('POST', '/submit', submission, ['OUT_OF_STOCK']);
    } else outcomes.push('out of stock');
    progress.advance();
  });
  progress.end();
  return outcomes;
}

/** A new guest fills a cart with one unit and begins the checkout. Returns the cart, and a function that sends requests to it. */
async function checkOut(url: string, methodId: string) {
  const created = await request(`${url}/v1/guest/carts`, 'POST', { currency: 'GBP', country: 'GB' });
  const send = (method: string, path: string, body?: object, accepted: readonly string[] = []) =>
    request(`${url}/v1/guest/carts/${created.id}${path}`, method, body, {
      headers: { 'x-cart-token': created.cartToken },
      accepted,
    });
  await send('POST', '/lines', { sku: SKU, quantity: 1 });
  await send('PATCH', '', { ...GUEST, shippingMethodId: methodId });
  return { send, body: await send('POST', '/checkout') };
}

/** Sends a request until the service is available; other rejections than those accepted are thrown. */
async function request(
  url: string,
  method: string,
  body?: object,
  {
    headers = {},
    accepted = [],
  }: { readonly headers?: Readonly<Record<string, string>>; readonly accepted?: readonly string[] } = {},
): Promise<UncheckedJson> {
  const answer = await poll(
    async () => {
      const response = await fetch(url, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answered = (await response.json()) as UncheckedJson;
      if (response.ok || accepted.includes(answered.code)) return answered;
      if (response.status >= 500) return undefined;
      throw new Error(`${method} ${url} was answered ${response.status} ${answered.code}`);
    },
    { withinMs: ANSWERED_WITHIN_MS, firstPauseMs: 200, longestPauseMs: 15_000 },
  );
  if (answer === undefined) throw new Error(`${method} ${url} was not answered in time`);
  return answer;
}

async function addMethod({ api }: Shop): Promise<string> {
  const { id } = await unwrap(
    api.POST('/v1/admin/shipping-methods', {
      body: { name: 'Post', zones: [{ countries: ['GB'] }], rates: [{ currency: 'GBP', minor: 500 }] },
      idempotencyKey: 'cart-race',
    }),
  );
  return id;
}

/** The time of what carts hold is over: their checkout is ten minutes long, which no proof waits for. */
async function expireCarts(dataDir: string, { reservations }: Books): Promise<void> {
  const aws = connectAws(dataDir);
  try {
    for (const [id, state] of reservations) {
      if (state.cart === undefined || state.status !== 'held') continue;
      await aws.documents.send(
        new UpdateCommand({
          TableName: 'tradepost-dev-inventory-stock',
          Key: { pk: `reservation#${id}`, sk: 'state' },
          UpdateExpression: 'SET expiresAt = :now, #state.expiresAt = :now',
          ConditionExpression: '#state.#status = :held',
          ExpressionAttributeNames: { '#state': 'state', '#status': 'status' },
          ExpressionAttributeValues: { ':now': new Date().toISOString(), ':held': 'held' },
        }),
      );
    }
  } finally {
    aws.close();
  }
}

function heldByCarts({ stock }: Pick<Books, 'stock'>): number {
  return stock.reduce((sum, { heldByCarts: units = 0 }) => sum + units, 0);
}

function placesOf(count: number): readonly number[] {
  return Array.from({ length: count }, (_none, place) => place);
}
