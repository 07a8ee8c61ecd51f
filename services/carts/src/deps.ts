import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createEventBus } from '@tradepost/aggregate/event-bus';
import { systemTime } from '@tradepost/aggregate/executor';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { environmentVariable } from '@tradepost/lambda/environment';
import { createIdFromKey } from '@tradepost/lambda/id-from-key';
import { once } from '@tradepost/lambda/once';
import { pepperedId } from '@tradepost/lambda/peppered-id';
import { createFingerprint } from '@tradepost/lambda/request-fingerprint';
import { createSecret } from '@tradepost/lambda/secret';
import { createHashEmail } from '@tradepost/personal-data/email-hash';
import { createExportParts } from '@tradepost/personal-data/export-parts';
import { createKmsKey } from '@tradepost/personal-data/kms-key';
import { createPaymentTokens } from '@tradepost/personal-data/payment-tokens';
import { createSubjectKeys } from '@tradepost/personal-data/subject-keys';
import { ulid } from 'ulid';
import { createCartReservations } from './adapters/cart-reservations.ts';
import { createCartSeals } from './adapters/cart-seals.ts';
import { createCartTokens } from './adapters/cart-tokens.ts';
import { createCartsTable } from './adapters/carts-table.ts';
import { createReadOffers } from './adapters/catalog.ts';
import { createFinishSubmission } from './adapters/finish-submission.ts';
import { createReservations } from './adapters/inventory.ts';
import { createInvoke } from './adapters/invoke.ts';
import { createPlaceOrder } from './adapters/orders.ts';
import { createQueries } from './adapters/queries.ts';
import type { Caps } from './domain/facts.ts';

export type Deps = ReturnType<typeof createDeps>;

/** Time for a query of another service, or for a command on the reservation of a cart. */
const QUERY_TIMEOUT_MS = 3_000;
/** Time for the command `PlaceOrder`, which writes once. */
const ORDER_TIMEOUT_MS = 5_000;

/** Dependencies on a DynamoDB client, with the tables that environment variables name. */
export const createDeps = (client: DynamoDBDocumentClient, now = systemTime) => ({
  carts: createCartsTable({ client, tableName: environmentVariable('CARTS_TABLE_NAME'), now }),
  newCartId: () => `crt_${ulid()}`,
  newQuoteId: () => `qte_${ulid()}`,
  capsOf,
  now,
});

/** Dependencies of this function instance, created at first use. */
export const deps = /* @__PURE__ */ once(() => createDeps(createDocumentClient()));

const lambda = /* @__PURE__ */ once(() => new LambdaClient({}));
const pepper = /* @__PURE__ */ once(() => secret('ID_PEPPER_SECRET_NAME'));

/** Separate from deps, because only functions that show or change carts use the keys of subjects. */
const seals = /* @__PURE__ */ once(() =>
  createCartSeals(
    createSubjectKeys({
      client: createDocumentClient(),
      tableName: environmentVariable('SUBJECT_KEYS_TABLE_NAME'),
      wrappingKey: createKmsKey(new KMSClient({}), environmentVariable('SUBJECT_KEYS_KEY_ALIAS')),
      stage: environmentVariable('STAGE'),
    }),
  ),
);

const reservations = /* @__PURE__ */ once(() =>
  createCartReservations(
    createReservations(
      createInvoke(lambda(), QUERY_TIMEOUT_MS),
      environmentVariable('INVENTORY_COMMANDS_FUNCTION_NAME'),
    ),
    // Created at its use: the sweeper, which changes no lines, does not read offers.
    (skus) =>
      createReadOffers(
        createInvoke(lambda(), QUERY_TIMEOUT_MS),
        environmentVariable('CATALOG_VARIANTS_FUNCTION_NAME'),
      )(skus),
  ),
);

/** Dependencies of the functions that show or change carts. */
export const cartDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  ...createQueries(createInvoke(lambda(), QUERY_TIMEOUT_MS), {
    offers: environmentVariable('CATALOG_VARIANTS_FUNCTION_NAME'),
    terms: environmentVariable('PRICING_TERMS_FUNCTION_NAME'),
    methods: environmentVariable('SHIPPING_METHODS_FUNCTION_NAME'),
    taxes: environmentVariable('PRICING_TAXES_FUNCTION_NAME'),
    stock: environmentVariable('INVENTORY_AVAILABLE_FUNCTION_NAME'),
    groups: environmentVariable('CUSTOMERS_GROUPS_FUNCTION_NAME'),
  }),
  reservations: reservations(),
  seals: seals(),
}));
export type CartDeps = ReturnType<typeof cartDeps>;

/** Dependencies of the functions of guests' carts, who have a cart token. */
export const guestDeps = /* @__PURE__ */ once(() => ({
  ...cartDeps(),
  cartTokens: createCartTokens(secret('CART_TOKENS_SECRET_ARN'), environmentVariable('STAGE')),
}));
export type GuestDeps = ReturnType<typeof guestDeps>;

/** Separate from deps, because only functions that take an e-mail address or an `Idempotency-Key` read the pepper. */
export const pepperDeps = /* @__PURE__ */ once(() => ({
  hashEmail: createHashEmail(pepper()),
  idFromKey: createIdFromKey(pepper()),
  fingerprintOf: createFingerprint(pepper()),
  /** Returns `ipa_…`, which replaces an IP address. */
  hashIp: async (address: string) => pepperedId('ipa', await pepper()(), ['ip', address]),
}));
export type PepperDeps = ReturnType<typeof pepperDeps>;

/** Separate from deps, because the sweeper shows no cart. */
export const sweepDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  ...orderDeps(),
  reservations: reservations(),
}));
export type SweepDeps = ReturnType<typeof sweepDeps>;

/** Separate from deps, because only functions that submit carts place orders. */
export const orderDeps = /* @__PURE__ */ once(() => ({
  finishSubmission: createFinishSubmission({
    carts: deps().carts,
    placeOrder: createPlaceOrder(
      createInvoke(lambda(), ORDER_TIMEOUT_MS),
      environmentVariable('ORDERS_COMMANDS_FUNCTION_NAME'),
    ),
  }),
}));
export type OrderDeps = ReturnType<typeof orderDeps>;

/** Separate from deps, because only functions that submit carts seal payment tokens. */
export const paymentTokens = /* @__PURE__ */ once(() =>
  createPaymentTokens(secret('PAYMENT_TOKENS_SECRET_NAME')),
);

/** Separate from deps, because only one function writes to the bucket of exports. */
export const exportDeps = /* @__PURE__ */ once(() => ({
  ...deps(),
  seals: seals(),
  exportParts: createExportParts(new S3Client({}), environmentVariable('EXPORTS_BUCKET_NAME')),
}));
export type ExportDeps = ReturnType<typeof exportDeps>;

/** Separate from deps, because the publisher bundles no adapter. */
export const cartsTable = /* @__PURE__ */ once(() => ({
  client: createDocumentClient(),
  tableName: environmentVariable('CARTS_TABLE_NAME'),
}));

/** Separate from deps, because only the publisher bundles its client. */
export const eventBus = /* @__PURE__ */ once(() => createEventBus(environmentVariable('EVENT_BUS_NAME')));

export const deadLetterQueues = {
  customers: () => environmentVariable('CUSTOMERS_DEAD_LETTERS_URL'),
  orders: () => environmentVariable('ORDERS_DEAD_LETTERS_URL'),
};

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
function capsOf(owner: 'customer' | 'guest'): Caps {
  const toUnits = (name: string) => {
    const text = environmentVariable(name);
    if (!/^[1-9]\d{0,9}$/.test(text)) throw new Error(`${name} must be a number above 0, not "${text}"`);
    return Number(text);
  };
  const prefix = owner.toUpperCase();
  return {
    unitsPerLine: toUnits(`${prefix}_UNITS_PER_LINE`),
    unitsPerOrder: toUnits(`${prefix}_UNITS_PER_ORDER`),
  };
}
