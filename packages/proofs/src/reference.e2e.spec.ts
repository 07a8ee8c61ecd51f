import { poll } from '@tradepost/command-line/poll';
import {
  ADDRESS_ID,
  API_KEY_ID,
  ORDER_ID,
  OTHER_PRIVACY_REQUEST_ID,
  PAYMENT_ID,
  PRIVACY_REQUEST_ID,
  PRODUCT_ID,
  RESERVATION_ID,
} from '@tradepost/contracts/example-data';
import { CLIENT_ID } from '@tradepost/contracts/identity/examples';
import { REPLAY_ID } from '@tradepost/contracts/operations/examples';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import { REFERENCE_PATH } from '@tradepost/reference/page/reference-pages';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import type { Page } from 'playwright-core';
import { createExampleClient, routeOf } from './reference/examples.spec-kit.ts';

/** Order in which the examples succeed: each uses results of earlier ones. */
const SCENARIO = [
  ...['createProduct', 'getProduct', 'getProductBySku', 'getProductBySlug', 'getVariants', 'listProducts'],
  ...['getAdminProduct', 'listAdminProducts'],
  ...[
    'setStock',
    'adjustStock',
    'setStockLevel',
    'recordAdjustment',
    'getStock',
    'listStock',
    'getAvailability',
  ],
  ...[
    'placeOrder',
    'getOrder',
    'getInvoiceDetails',
    'correctOrder',
    'getOrderHistory',
    'listOrders',
    'listEvents',
    'getReservation',
  ],
  ...[
    'getPayment',
    'getPaymentEntries',
    'getLedger',
    'createCapture',
    'createRefund',
    'cancelOrder',
    'getOrderTimeline',
    'startReplay',
    'getReplay',
  ],
  ...['republishEvents', 'placeMyOrder', 'getMyOrder', 'listMyOrders', 'cancelMyOrder'],
  ...['placeGuestOrder', 'getGuestOrder', 'requestGuestOrderLink', 'cancelGuestOrder', 'revokeOrderToken'],
  ...['createGuestCart', 'addGuestCartLine', 'setGuestCartLine', 'removeGuestCartCode', 'updateGuestCart'],
  ...['getGuestCart', 'checkOutGuestCart', 'dropGuestCart', 'listCarts'],
  ...['createMyCart', 'addMyCartLine', 'setMyCartLine', 'removeMyCartCode', 'updateMyCart', 'getMyCart'],
  ...['checkOutMyCart', 'listMyCarts', 'dropMyCart'],
  ...['addMyAddress', 'updateMe', 'getMe', 'listMyAddresses', 'getMyAddress'],
  ...['replaceMyAddress', 'removeMyAddress', 'requestMyEmailChange'],
  ...['recordMyConsent', 'listMyConsents', 'claimMyOrders'],
  ...['createCustomer', 'findCustomers', 'getCustomer', 'updateCustomer'],
  ...['requestMyPrivacy', 'listMyPrivacyRequests', 'getMyPrivacyRequest'],
  ...['requestPrivacy', 'listPrivacyRequests', 'getPrivacyRequest'],
  ...['placeLegalHold', 'getLegalHold', 'liftLegalHold'],
  ...['putCategory', 'getCategory', 'listCategories', 'removeCategory'],
  ...['putVariant', 'getVariant', 'listVariants', 'listAdminVariants'],
  ...['listDeadLetters', 'redriveDeadLetters', 'updateProduct', 'archiveVariant', 'archiveProduct'],
  ...['createShippingMethod', 'getShippingMethod', 'listAdminShippingMethods', 'listShippingMethods'],
  ...['replaceShippingMethod', 'archiveShippingMethod'],
  ...['issueApiKey', 'listApiKeys', 'getApiKey', 'getApiKeyUsage', 'listFeedProducts', 'listApiKeyChanges'],
  ...['rotateApiKey', 'revokeApiKey'],
  ...['listGroupAccess', 'getGroupAccess', 'setGroupAccess'],
  ...['getPersonAccess', 'setPersonAccess', 'withdrawPersonAccess'],
  ...['getMachineAccess', 'setMachineAccess', 'withdrawMachineAccess', 'listAccessChanges'],
  ...[
    'createPriceList',
    'listPriceLists',
    'getPriceList',
    'updatePriceList',
    'setListPrices',
    'getListPrices',
  ],
  ...[
    'listListPrices',
    'getPrices',
    'createPromotion',
    'listPromotions',
    'getPromotion',
    'createDiscountCode',
  ],
  ...['listDiscountCodes', 'getDiscountCode', 'updateDiscountCode', 'updatePromotion'],
  ...['createTaxJurisdiction', 'listTaxJurisdictions', 'getTaxJurisdiction', 'setTaxRates'],
  ...['setTaxPolicy', 'getTaxPolicy', 'listTaxPolicies'],
  ...['createTaxExemption', 'listTaxExemptions', 'getTaxExemption', 'setTaxExemption'],
  'listAuditEntries',
];
/** Routes of one dead-letter message, which no example creates. e2e/dead-letters.e2e.spec.ts tests them. */
const ABOUT_A_DEAD_LETTER = ['getDeadLetter', 'redriveDeadLetter', 'discardDeadLetter'];
/** Needs a stage where a second person approves replays: replays.int.spec.ts of operations approves one. */
const APPROVED = ['approveReplay'];
/**
 * A second person approves an erasure, and each link to an export is another: services/customers/src/privacy.int.spec.ts tests them.
 */
const OF_EXPORTS = ['approvePrivacyRequest', 'getMyExportLink', 'getExportLink'];
/** Needs a provider's signature, which no example has. e2e/fulfilment.e2e.spec.ts signs requests. */
const SIGNED = ['receiveProviderWebhook'];
/** Needs a pending payment: services/payments/src/http/settling.int.spec.ts completes some. */
const PENDING = ['completeSimulatedPayment'];
/** Needs the code of an e-mail: e2e/customers.e2e.spec.ts opens the event that has it. */
const WITH_CODE = ['confirmMyEmailChange'];
/** Without the key of a partner, API Gateway itself answers. */
const KEYED = ['listFeedProducts'];
/**
 * Need a discount code, a quote or the cart of another: services/carts/src/carts.int.spec.ts tests them.
 */
const OF_CARTS = ['applyGuestCartCode', 'applyMyCartCode', 'submitGuestCart', 'submitMyCart', 'mergeMyCart'];
/** Routes whose examples do not succeed. */
const OUTSIDE = [
  ...OF_CARTS,
  ...ABOUT_A_DEAD_LETTER,
  ...APPROVED,
  ...OF_EXPORTS,
  ...SIGNED,
  ...PENDING,
  ...WITH_CODE,
];
/** Routes that create or change what the scenario starts from. */
const MAKERS = [
  ...['createProduct', 'setStock', 'adjustStock', 'setStockLevel', 'recordAdjustment'],
  ...[
    'setGroupAccess',
    'setPersonAccess',
    'withdrawPersonAccess',
    'setMachineAccess',
    'withdrawMachineAccess',
  ],
  ...['addMyAddress', 'updateMe', 'replaceMyAddress', 'removeMyAddress', 'requestMyEmailChange'],
  ...['recordMyConsent', 'createCustomer', 'updateCustomer'],
  ...['createGuestCart', 'createMyCart', 'putCategory'],
  ...['createPriceList', 'createPromotion', 'createDiscountCode'],
  ...['createTaxJurisdiction', 'setTaxPolicy', 'createTaxExemption'],
];
/** Routes of pricing that create something with an id of its own. */
const CREATES_TERMS = [
  ...[
    'createPriceList',
    'createPromotion',
    'createDiscountCode',
    'createTaxJurisdiction',
    'createTaxExemption',
  ],
];
/** Cart of all examples. */
const CART_ID = ORDER_ID.replace('ord_', 'crt_');
/** Shipping method of the examples of carts. */
const METHOD_ID = ORDER_ID.replace('ord_', 'shm_');
/** Client id of the machine erp in the local cloud. */
const ERP = 'identityErpClient';
/** Time within which the page sends its last requests. */
const SETTLES_WITHIN_MS = 2_000;
const SOON = { withinMs: 30_000, firstPauseMs: 50, longestPauseMs: 500 };

let cloud: TestCloud;
let registry: Registry;
beforeAll(async () => {
  [cloud, registry] = await Promise.all([startTestCloud({ enforcePermissions: true }), loadRegistry()]);
});
afterAll(() => cloud?.stop());

it('covers every route of the reference', () => {
  const routes = registry.routes.map(({ name }) => name);
  expect([...SCENARIO, ...OUTSIDE].toSorted()).toEqual(routes.toSorted());
});

it('answers every example as the reference declares, in an empty shop', async () => {
  const send = createExampleClient(registry, cloud, new Map());
  for (const name of [...SCENARIO, ...OUTSIDE].filter((each) => ![...MAKERS, ...KEYED].includes(each))) {
    const { status, undeclared } = await send(name);
    expect([name, status, undeclared]).toEqual([name, expect.any(Number), []]);
    expect([name, [...routeOf(registry, name).statuses]]).toEqual([name, expect.arrayContaining([status])]);
  }
});

it('answers every example with success, as the reference declares, in a filled shop', async () => {
  const actual = new Map([[CLIENT_ID, ERP]]);
  const send = createExampleClient(registry, cloud, actual);
  for (const name of SCENARIO) {
    const { success, mayBeUnchanged } = routeOf(registry, name);
    // Events of one service reach another a moment later.
    const isDone = ({ status, body }: Awaited<ReturnType<typeof send>>) =>
      status === success.status &&
      (name !== 'listEvents' || itemsOf(body).length > 1) &&
      isSettled(name, body);
    const outcome = await poll(async () => {
      const each = await send(name);
      return isDone(each) || each.undeclared.length > 0 ? each : undefined;
    }, SOON);
    expect([name, outcome?.status, outcome?.undeclared]).toEqual([name, success.status, []]);
    const shown = registry.examples.get(name)?.answer as object;
    expect([name, Object.keys(outcome?.body as object).toSorted()]).toEqual([
      name,
      Object.keys(shown).toSorted(),
    ]);
    note(actual, name, outcome?.body as Created);
    if (!mayBeUnchanged) continue;
    // A list may change once more, when the projection of the last change arrives.
    let { tag } = outcome as NonNullable<typeof outcome>;
    const again = await poll(async () => {
      const each = await send(name, { 'If-None-Match': tag ?? '' });
      tag = each.tag ?? tag;
      return each.status === 304 || each.undeclared.length > 0 ? each : undefined;
    }, SOON);
    expect([name, again?.status, again?.undeclared]).toEqual([name, 304, []]);
  }
});

/** Reports specs as skipped if no Chromium is installed. */
const inChromium = findChromium() === undefined ? it.skip : it;

inChromium('shows every route on the reference page', async () => {
  const { paths } = await documentOf(cloud.url);
  const summaries = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ summary }) => summary),
  );
  expect(summaries).toHaveLength(registry.routes.length);
  await onReferencePage(async (page) => {
    const shown = String(await page.evaluate('document.body.innerText'));
    expect(summaries.filter((summary) => !shown.includes(summary))).toEqual([]);
  });
});

inChromium('sends requests from the reference page to the gateway', async () => {
  await onReferencePage(async (page) => {
    await page.goto(`${cloud.url}${REFERENCE_PATH}#tag/catalog/GET/v1/products`);
    await page.getByRole('button', { name: /^Test Request\s*\(get \/v1\/products\)$/ }).click();
    const answered = page.waitForResponse((response) =>
      response.url().startsWith(`${cloud.url}/v1/products`),
    );
    await page
      .getByRole('button', { name: /^Send\b/ })
      .first()
      .click();
    expect((await answered).status()).toBe(200);
    await page.getByText('200 OK').first().waitFor();
  });
});

inChromium('signs a person in with PKCE, and sends the token', async () => {
  await onReferencePage(async (page) => {
    const opened = page.waitForEvent('popup');
    await page
      .getByRole('button', { name: /^Authorize$/ })
      .first()
      .click();
    const signIn = await opened;
    const closed = signIn.waitForEvent('close');
    await signIn
      .getByRole('button', { name: /operator/ })
      .first()
      .click();
    await closed;
    await page.goto(`${cloud.url}${REFERENCE_PATH}#tag/orders/GET/v1/orders`);
    await page.getByRole('button', { name: /^Test Request\s*\(get \/v1\/orders\)$/ }).click();
    const answered = page.waitForResponse((response) => response.url().startsWith(`${cloud.url}/v1/orders`));
    await page
      .getByRole('button', { name: /^Send\b/ })
      .first()
      .click();
    const response = await answered;
    const { authorization = '' } = response.request().headers();
    expect([response.status(), userOf(authorization)]).toEqual([200, 'operator']);
  });
});

/** Returns the user name in the access token of an Authorization header. */
function userOf(authorization: string): string {
  const [, payload = ''] = authorization.replace(/^Bearer /, '').split('.');
  return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { username: string }).username;
}

type OpenApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly summary: string }>>>>;
};

async function documentOf(url: string): Promise<OpenApiDocument> {
  const response = await fetch(`${url}${REFERENCE_PATH}/openapi.json`);
  expect(response.status).toBe(200);
  return (await response.json()) as OpenApiDocument;
}

/** Opens the page, runs `act`, and expects that the page requests nothing from other hosts than the gateway. */
function onReferencePage(act: (page: Page) => Promise<void>): Promise<void> {
  return withPage(async (page) => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`${cloud.url}${REFERENCE_PATH}`);
    await page.getByText('Place an order').first().waitFor();
    await act(page);
    await page.waitForTimeout(SETTLES_WITHIN_MS);
    const elsewhere = asked.filter((url) => !url.startsWith(`${cloud.url}/`) && !/^(data|blob):/.test(url));
    expect([asked.length > 0, elsewhere]).toEqual([true, []]);
  });
}

/** Returns whether an order is confirmed, or a list is not empty. */
function isSettled(name: string, body: unknown): boolean {
  if (['getOrder', 'getMyOrder', 'getGuestOrder'].includes(name))
    return (body as { status: string }).status === 'confirmed';
  if (name === 'getMyPrivacyRequest') return (body as { status: string }).status === 'completed';
  if (['listOrders', 'listMyOrders', 'getPaymentEntries', 'findCustomers'].includes(name))
    return itemsOf(body).length > 0;
  return true;
}

function itemsOf(body: unknown): readonly unknown[] {
  return (body as { items: readonly unknown[] }).items;
}

/** Parts of a created resource that later requests name. */
type Created = {
  readonly id?: string;
  readonly orderToken?: string;
  readonly cartToken?: string;
  readonly shippingOptions?: readonly { readonly methodId: string }[];
  readonly value?: string;
};

/**
 * Maps the examples' ids and secrets to the actual ones. An order, its reservation and its payment share a ULID; the examples
 * of all kinds of orders have the same one.
 */
function note(
  actual: Map<string, string>,
  name: string,
  { id = '', orderToken, cartToken, shippingOptions, value }: Created,
): void {
  if (name === 'createProduct') actual.set(PRODUCT_ID, id);
  if (name === 'createGuestCart') actual.set(CART_ID, id).set(shownBy(name, 'cartToken'), cartToken ?? '');
  if (name === 'createGuestCart') actual.set(METHOD_ID, shippingOptions?.[0]?.methodId ?? '');
  if (name === 'createMyCart') actual.set(CART_ID, id);
  if (name === 'addMyAddress') actual.set(ADDRESS_ID, id);
  if (name === 'requestMyPrivacy') actual.set(PRIVACY_REQUEST_ID, id);
  if (name === 'requestPrivacy') actual.set(OTHER_PRIVACY_REQUEST_ID, id);
  if (name === 'createShippingMethod') actual.set(shownBy(name, 'id'), id);
  if (CREATES_TERMS.includes(name)) actual.set(shownBy(name, 'id'), id);
  if (name === 'createCustomer') actual.set(shownBy(name, 'id'), id);
  if (name === 'startReplay') actual.set(REPLAY_ID, id);
  if (name === 'issueApiKey') actual.set(API_KEY_ID, id).set(shownBy('issueApiKey', 'value'), value ?? '');
  if (name === 'placeGuestOrder') actual.set(shownBy(name, 'orderToken'), orderToken ?? '');
  if (!['placeOrder', 'placeMyOrder', 'placeGuestOrder'].includes(name)) return;
  for (const documented of [ORDER_ID, RESERVATION_ID, PAYMENT_ID]) {
    actual.set(documented, id.replace('ord_', documented.slice(0, 'ord_'.length)));
  }
}

/** A text in the answer of an example. */
function shownBy(name: string, field: string): string {
  const { answer = {} } = registry.examples.get(name) ?? {};
  return String((answer as Readonly<Record<string, unknown>>)[field]);
}
