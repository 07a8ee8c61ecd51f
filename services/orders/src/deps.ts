import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { createEventStore } from '@tradepost/aggregate/event-store';
import { systemTime } from '@tradepost/aggregate/executor';
import { createAuditLog } from '@tradepost/audit/audit-log';
import { countInWindow } from '@tradepost/dynamodb/count-in-window';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createSecret } from '@tradepost/lambda/secret';
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createSubjectCorrections } from '@tradepost/personal-data/subject-corrections';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { ulid } from 'ulid';
import { createCapturedPayments } from './adapters/captured-payments.ts';
import { createCatalogOffers } from './adapters/catalog-offers.ts';
import { createCommitCorrection } from './adapters/commit-correction.ts';
import { createFulfilOrder } from './adapters/fulfil-order.ts';
import { createGuestHashes } from './adapters/guest-hashes.ts';
import { createGuestOrders } from './adapters/guest-orders.ts';
import { createSendLinkRequest } from './adapters/link-requests.ts';
import { createOfferTable } from './adapters/offer-table.ts';
import { createOrderProjection } from './adapters/order-projection.ts';
import { createOrderSeals } from './adapters/order-seals.ts';
import { createOrderTokens } from './adapters/order-tokens.ts';
import { createOrdersOfCustomer } from './adapters/orders-of-customer.ts';
import { createOrdersOfPerson } from './adapters/orders-of-person.ts';
import { order } from './domain/order.ts';
import type { OrderCaps } from './domain/place.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => {
  const views = { client, tableName: environmentVariable('ORDER_VIEWS_TABLE_NAME') };
  const orders = createEventStore({
    client,
    tableName: environmentVariable('ORDER_EVENTS_TABLE_NAME'),
    aggregate: order,
    now,
  });
  const orderProjection = createOrderProjection(views);
  const ordersOfCustomer = createOrdersOfCustomer(orderProjection);
  return {
    orders,
    orderProjection,
    ordersOfCustomer,
    ordersOfPerson: createOrdersOfPerson(orders.load, ordersOfCustomer),
    guestOrders: createGuestOrders(views),
    capturedPayments: createCapturedPayments(views),
    offers: createOfferTable({ client, tableName: environmentVariable('OFFERS_TABLE_NAME') }),
    /** Counts a request for the link to an order; returns the number of those of the same address in this hour. */
    countLink: (emailHash: string) =>
      countInWindow({
        client,
        tableName: environmentVariable('ORDER_LIMITS_TABLE_NAME'),
        key: `links#${emailHash}`,
        windowSeconds: 3_600,
        nowMs: Date.parse(now()),
      }),
    newOrderId: () => `ord_${ulid()}`,
    priceFloorPercent,
    orderCaps,
    now,
  };
};

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

/** Separate from deps, for the publisher. */
export const eventsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('ORDER_EVENTS_TABLE_NAME'),
}));

/** Separate from deps, because only functions of two routes record acts. */
export const audit = /* @__PURE__ */ once(() =>
  createAuditLog({
    client: createDocumentClient(),
    tableName: environmentVariable('AUDIT_TABLE_NAME'),
    stage: environmentVariable('STAGE'),
    nowMs: Date.now,
  }),
);

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

/** Separate from deps, because only functions that place orders bundle its client. */
const catalogOffers = /* @__PURE__ */ once(() =>
  createCatalogOffers(new LambdaClient({}), environmentVariable('CATALOG_VARIANTS_FUNCTION_NAME')),
);

/** Separate from deps, because only functions that place orders, or look for those of an address, read the pepper. */
const pepper = /* @__PURE__ */ once(() => secret('ID_PEPPER_SECRET_NAME'));
export const guestHashes = /* @__PURE__ */ once(() => createGuestHashes(pepper()));

/** Separate from deps, because only functions that return orders to callers may use the keys of subjects. */
export const orderSeals = /* @__PURE__ */ once(() =>
  createOrderSeals(
    createSubjectKeys({
      client: createDocumentClient(),
      tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME'),
      wrappingKey: createKmsKey(new KMSClient({}), environmentVariable('SUBJECT_KEYS_KEY_ALIAS')),
      stage: environmentVariable('STAGE'),
    }),
  ),
);

/** Separate from deps, because only one function corrects orders. */
export const commitCorrection = /* @__PURE__ */ once(() => {
  const client = createDocumentClient();
  return createCommitCorrection({
    client,
    toWrite: deps().orders.toWrite,
    ...createSubjectCorrections({ client, tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME') }),
  });
});

/** Separate from deps, because only one function writes to the bucket of exports. */
export const exportParts = /* @__PURE__ */ once(() =>
  createExportParts(new S3Client({}), environmentVariable('EXPORTS_BUCKET_NAME')),
);

/** Separate from deps: only functions that place orders need them. */
export const placing = /* @__PURE__ */ once(() => ({
  catalogOffers,
  idFromKey: createIdFromKey(pepper()),
  fingerprintOf: createFingerprint(pepper()),
  guestHashes: guestHashes(),
  orderSeals: orderSeals(),
  paymentTokens: createPaymentTokens(secret('PAYMENT_TOKENS_SECRET_NAME')),
}));

/** Separate from deps, because only functions of guests' routes read the key of order tokens. */
export const orderTokens = /* @__PURE__ */ once(() =>
  createOrderTokens(secret('ORDER_TOKENS_SECRET_ARN'), environmentVariable('STAGE')),
);

/** Separate from deps, because only one function sends commands to the inbox. */
export const sendLinkRequest = /* @__PURE__ */ once(() =>
  createSendLinkRequest(new SQSClient({}), environmentVariable('COMMANDS_INBOX_URL')),
);

/** Separate from deps, because only the sweeper bundles its client. */
export const fulfilOrder = /* @__PURE__ */ once(() =>
  createFulfilOrder(new SFNClient({}), environmentVariable('FULFIL_ORDER_ARN')),
);

export const deadLetterQueues = {
  commands: () => environmentVariable('COMMANDS_DEAD_LETTERS_URL'),
  catalog: () => environmentVariable('CATALOG_DEAD_LETTERS_URL'),
  payments: () => environmentVariable('PAYMENTS_DEAD_LETTERS_URL'),
  customers: () => environmentVariable('CUSTOMERS_DEAD_LETTERS_URL'),
};

/** How long an order may be pending before its saga counts as lost, in milliseconds. */
export const sagaLostAfterMs = () => Number(environmentVariable('SAGA_LOST_AFTER_SECONDS')) * 1_000;

/** Returns true if the stage accepts orders without an account. Throws if the variable is neither true nor false. */
export function acceptsGuests(): boolean {
  const text = environmentVariable('GUEST_ORDERS');
  if (text !== 'true' && text !== 'false')
    throw new Error(`GUEST_ORDERS must be "true" or "false", not "${text}"`);
  return text === 'true';
}

function secret(variableName: string) {
  return createSecret({ client: new SecretsManagerClient({}), secretId: environmentVariable(variableName) });
}

/** Maximum units of an order. Throws if a variable is not a number above 0. */
function orderCaps(of: 'customer' | 'guest'): OrderCaps {
  const toUnits = (name: string) => {
    const text = environmentVariable(name);
    if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error(`${name} must be a number above 0, not "${text}"`);
    return Number(text);
  };
  const prefix = of.toUpperCase();
  return {
    unitsPerLine: toUnits(`${prefix}_UNITS_PER_LINE`),
    unitsPerOrder: toUnits(`${prefix}_UNITS_PER_ORDER`),
  };
}

/** Share of the catalogue price that a negotiated price must reach. Throws if it is not a number from 0 to 100. */
function priceFloorPercent(): number {
  const text = environmentVariable('NEGOTIATED_PRICE_FLOOR_PERCENT');
  const percent = Number(text);
  if (!(percent >= 0 && percent <= 100))
    throw new Error(`NEGOTIATED_PRICE_FLOOR_PERCENT must be a number from 0 to 100, not "${text}"`);
  return percent;
}
