import { KMSClient, type KMSClient as Kms } from '@aws-sdk/client-kms';
import type { InvokeCommand } from '@aws-sdk/client-lambda';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createSubjectErasures } from '@tradepost/personal-data/subject-erasures';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { ISSUERS } from '@tradepost/testing/claims';
import { startDynamoDb } from '@tradepost/testing/dynamodb';
import { startKms } from '@tradepost/testing/kms';
import { sdkEnvironment } from '@tradepost/testing/sdk-environment';
import { createCartReservations } from './adapters/cart-reservations.ts';
import { createCartSeals } from './adapters/cart-seals.ts';
import { createCartTokens } from './adapters/cart-tokens.ts';
import { createReadOffers } from './adapters/catalog.ts';
import { createFinishSubmission } from './adapters/finish-submission.ts';
import { createReservations } from './adapters/inventory.ts';
import { createInvoke } from './adapters/invoke.ts';
import { createPlaceOrder } from './adapters/orders.ts';
import { createQueries } from './adapters/queries.ts';
import type { TaxRequest } from './adapters/taxes.ts';
import { createDeps } from './deps.ts';
import type { Method, Terms } from './domain/facts.ts';
import type { OrderToPlace } from './domain/to-order.ts';

export const CARTS_TABLE_NAME = 'tradepost-dev-carts-carts';
const SUBJECT_KEYS_TABLE_NAME = 'tradepost-dev-customers-subject-keys';
const ORDERS = 'tradepost-dev-orders-commands';
const CATALOG = 'tradepost-dev-catalog-get-variants';
const PRICING = 'tradepost-dev-pricing-read-terms';
const TAXES = 'tradepost-dev-pricing-calculate-taxes';
const SHIPPING = 'tradepost-dev-shipping-read-methods';
const AVAILABLE = 'tradepost-dev-inventory-read-available';
const INVENTORY = 'tradepost-dev-inventory-commands';
const GROUPS = 'tradepost-dev-customers-read-groups';

/** Longer than an instance keeps a key. */
const CACHED_MS = 6 * 60_000;
const pepper = async () => 'pepper';

export type Variant = {
  readonly sku: string;
  readonly prices: Readonly<Record<string, number>>;
  readonly status?: string;
  readonly purchaseLimit?: number;
  readonly components?: readonly Line[];
  readonly unavailableComponents?: readonly string[];
};

/** The services that carts depends on, as functions that answer from these values. */
function createNeighbours() {
  const neighbours = {
    variants: new Map<string, Variant>(),
    terms: {
      ...{ priceLists: [], promotions: [], codes: [], refusedCodes: [], giftSkus: [] },
      tax: { policy: { mode: 'none', included: true, rounding: 'halfUp', level: 'line', shipping: 'class' } },
    } as Terms,
    methods: [
      { methodId: 'shm_1', name: 'Post', taxClass: 'standard', rates: [{ currency: 'GBP', minor: 500 }] },
    ] as readonly Method[],
    /** Groups of customers. */
    groups: new Map<string, readonly string[]>(),
    orders: new Map<string, OrderToPlace>(),
    /** Available units of SKUs. Others have enough. */
    stock: new Map<string, number>(),
    /** Units that carts hold, by the id of the reservation. */
    held: new Map<string, { readonly lines: readonly Line[]; readonly version: number }>(),
    /** Rejection of the next commands that reserve. */
    notReserved: undefined as { readonly code: string; readonly shortages?: readonly object[] } | undefined,
    /** Rejection of the next orders. */
    rejection: undefined as { readonly code: string } | undefined,
    /** Functions that fail. `lost`: the order is placed, but the answer is lost. */
    failing: new Set<string>(),
    requests: [] as { readonly FunctionName: string; readonly payload: unknown }[],
  };
  const answers: Readonly<Record<string, (payload: never) => unknown>> = {
    [CATALOG]: ({ queryStringParameters: { skus } }: { queryStringParameters: { skus: string } }) => ({
      statusCode: 200,
      body: JSON.stringify({
        items: skus.split(',').flatMap((sku) => {
          const variant = neighbours.variants.get(sku);
          return variant === undefined ? [] : [{ status: 'active', productTitle: sku, ...variant }];
        }),
      }),
    }),
    [PRICING]: ({ codes }: { codes: readonly string[] }) => ({
      ...neighbours.terms,
      codes: neighbours.terms.codes.filter(({ code }) => codes.includes(code)),
      refusedCodes: neighbours.terms.refusedCodes.filter(({ code }) => codes.includes(code)),
    }),
    [TAXES]: ({ lines, shipping }: TaxRequest) => ({
      outcome: 'calculated',
      taxes: {
        lines: lines.map(({ lineId, amountMinor }) => ({ lineId, taxes: [salesTax(amountMinor)] })),
        shipping: shipping.map(({ methodId, amountMinor }) => ({ methodId, taxes: [salesTax(amountMinor)] })),
      },
    }),
    [GROUPS]: ({ customerId }: { customerId: string }) => ({
      groups: neighbours.groups.get(customerId) ?? [],
    }),
    [SHIPPING]: () => ({ methods: neighbours.methods }),
    [AVAILABLE]: ({ skus, reservationId }: { skus: readonly string[]; reservationId: string }) => ({
      items: skus.map((sku) => ({ sku, available: neighbours.stock.get(sku) ?? 1_000_000 })),
      ...(neighbours.held.has(reservationId) ? { heldUntil: HELD_UNTIL } : {}),
    }),
    [INVENTORY]: ({ command, data }: { command: string; data: ReservationData }) => {
      const { reservationId, cart, lines = neighbours.held.get(reservationId)?.lines ?? [] } = data;
      if (command === 'ReleaseStock') neighbours.held.delete(reservationId);
      else if (neighbours.notReserved !== undefined)
        return { outcome: 'rejected', rejection: neighbours.notReserved };
      else if (command !== 'ReserveStock' && !neighbours.held.has(reservationId))
        return { outcome: 'rejected', rejection: { code: 'RESERVATION_NOT_FOUND' } };
      else neighbours.held.set(reservationId, { lines: lines.map(toLine), version: cart.version });
      return { outcome: 'accepted', reservationId, expiresAt: HELD_UNTIL };
    },
    [ORDERS]: ({ data }: { data: OrderToPlace }) => {
      if (neighbours.rejection !== undefined) return { outcome: 'rejected', rejection: neighbours.rejection };
      if (!neighbours.orders.has(data.orderId)) neighbours.orders.set(data.orderId, data);
      if (neighbours.failing.has('lost')) throw new Error('the answer was lost');
      const { placedBy } = data;
      const token = placedBy.kind === 'guest' ? { orderToken: `ot1.k.${data.orderId}` } : {};
      return { outcome: 'accepted', orderNumber: '1001', status: 'placed', ...token };
    },
  };
  const send = async ({ input }: InvokeCommand) => {
    const FunctionName = String(input.FunctionName);
    const payload: unknown = JSON.parse(String(input.Payload));
    neighbours.requests.push({ FunctionName, payload });
    if (neighbours.failing.has(FunctionName)) return { FunctionError: 'Unhandled' };
    return { Payload: Buffer.from(JSON.stringify(answers[FunctionName]?.(payload as never))) };
  };
  return Object.assign(neighbours, {
    client: { send } as never,
    names: { CATALOG, PRICING, SHIPPING, ORDERS, TAXES, AVAILABLE, INVENTORY, GROUPS },
  });
}

export const HELD_UNTIL = '2026-01-05T08:10:00.000Z';

type Line = { readonly sku: string; readonly quantity: number };
type ReservationData = {
  readonly reservationId: string;
  readonly cart: { readonly version: number };
  readonly lines?: readonly Line[];
};

const toLine = ({ sku, quantity }: Line): Line => ({ sku, quantity });

/** A tax of a tenth. */
const salesTax = (baseMinor: number) => ({
  ...{ name: 'Sales tax', ppm: 100_000, baseMinor, taxMinor: baseMinor / 10 },
});

/** The dependencies of the functions, with a DynamoDB and a KMS of the spec, and neighbours that it sets. */
export async function startCarts() {
  const db = await startDynamoDb({ services: ['carts', 'customers'] });
  const kms = await startKms({ services: ['customers'] });
  Object.assign(process.env, ISSUERS, sdkEnvironment({ DYNAMODB: db }), {
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    CARTS_TABLE_NAME,
    ...{ CUSTOMER_UNITS_PER_LINE: '1000', CUSTOMER_UNITS_PER_ORDER: '10000' },
    ...{ GUEST_UNITS_PER_LINE: '20', GUEST_UNITS_PER_ORDER: '100' },
  });
  const client = new KMSClient({
    endpoint: kms.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const clock = { at: '2026-01-05T08:00:00.000Z', keysMs: 0 };
  const subjectKeys = subjectKeysOf(db.documents, client, () => Date.now() + clock.keysMs);
  const neighbours = createNeighbours();
  const exported = new Map<string, unknown>();
  const invoke = createInvoke(neighbours.client, 2_000);
  const base = createDeps(db.documents, () => clock.at);
  return {
    ...{ db, clock, neighbours, exported },
    deps: {
      ...base,
      ...createQueries(invoke, {
        offers: CATALOG,
        terms: PRICING,
        methods: SHIPPING,
        taxes: TAXES,
        stock: AVAILABLE,
        groups: GROUPS,
      }),
      reservations: createCartReservations(
        createReservations(invoke, INVENTORY),
        createReadOffers(invoke, CATALOG),
      ),
      seals: createCartSeals(subjectKeys),
      cartTokens: createCartTokens(pepper, 'dev'),
      hashEmail: createHashEmail(pepper),
      idFromKey: createIdFromKey(pepper),
      fingerprintOf: createFingerprint(pepper),
      hashIp: async (address: string) => pepperedId('ipa', 'pepper', ['ip', address]),
      finishSubmission: createFinishSubmission({
        carts: base.carts,
        placeOrder: createPlaceOrder(invoke, ORDERS),
      }),
      paymentTokens: createPaymentTokens(async () => 'k'.repeat(40)),
      acceptsGuests: () => true,
      exportParts: {
        put: async (_requestId: string, part: string, content: unknown) => void exported.set(part, content),
      } as never,
    },
    /** Deletes the keys of a subject, and lets the time pass for which instances keep them. */
    erase: async (subjectId: string) => {
      await createSubjectErasures({ client: db.documents, tableName: SUBJECT_KEYS_TABLE_NAME }).erase({
        subjectId,
      });
      clock.keysMs += CACHED_MS;
    },
    stop: async () => {
      client.destroy();
      await db.stop();
      await kms.stop();
    },
  };
}

export type Carts = Awaited<ReturnType<typeof startCarts>>;

function subjectKeysOf(
  client: Parameters<typeof createSubjectKeys>[0]['client'],
  kms: Kms,
  nowMs: () => number,
) {
  return createSubjectKeys({
    ...{ client, tableName: SUBJECT_KEYS_TABLE_NAME, stage: 'dev', nowMs },
    wrappingKey: createKmsKey(kms, 'alias/tradepost-dev-customers-subject-keys'),
  });
}
