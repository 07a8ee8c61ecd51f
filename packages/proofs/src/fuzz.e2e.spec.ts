import { silentProgress } from '@tradepost/command-line/progress';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import { describeOutcome, fuzzCloud } from './fuzz/fuzz-cloud.ts';

const SEED = 20_261_124;
/** With half as many, some operations have no valid request. */
const CASES = 200;

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud?.stop());

/** Operations on one cart, which another of them may have deleted. */
const OF_A_CART = [
  'addGuestCartLine',
  'addMyCartLine',
  'applyGuestCartCode',
  'applyMyCartCode',
  'checkOutGuestCart',
  'checkOutMyCart',
  'dropGuestCart',
  'dropMyCart',
  'getGuestCart',
  'getMyCart',
  'removeGuestCartCode',
  'removeMyCartCode',
  'setGuestCartLine',
  'setMyCartLine',
  'submitGuestCart',
  'submitMyCart',
  'updateGuestCart',
  'updateMyCart',
  'mergeMyCart',
];

/** Operations that need a product and a SKU that it has. */
const OF_A_VARIANT = ['archiveVariant', 'getVariant'];

/** Operations that need a category, whose slug is drawn. */
const OF_A_CATEGORY = ['getCategory', 'removeCategory'];

/**
 * Operations that need a dead-letter message, which no request causes, a provider's signature, a code that is sent by e-mail, or a second
 * person; and those about something whose id is drawn.
 */
const WITHOUT_SUCCESS = new Set([
  ...OF_A_CART,
  ...OF_A_VARIANT,
  ...OF_A_CATEGORY,
  'approvePrivacyRequest',
  'approveReplay',
  'completeSimulatedPayment',
  'confirmMyEmailChange',
  'createCapture',
  'createRefund',
  'discardDeadLetter',
  'getApiKeyUsage',
  'getDeadLetter',
  'getMyExportLink',
  'getMyPrivacyRequest',
  'receiveProviderWebhook',
  'redriveDeadLetter',
  'rotateApiKey',
]);

it('finds no answer that contradicts the OpenAPI document, and no damage in the platform', async () => {
  const progress = silentProgress;
  const outcome = await fuzzCloud({ cloud, dataDir: cloud.dataDir, seed: SEED, cases: CASES, progress });
  expect(describeOutcome(outcome, cloud.url)).toBe('');
  // Some generated requests are valid, and succeed.
  const operations = new Set([...outcome.answers.keys()].map((what) => what.split(' ')[0]));
  const fine = new Set(
    [...outcome.answers.keys()].filter((what) => / 20\d$/.test(what)).map((what) => what.split(' ')[0]),
  );
  const failing = [...operations].filter((each) => !fine.has(each) && !WITHOUT_SUCCESS.has(each ?? ''));
  expect(failing).toEqual([]);
  expect(outcome.requests).toBe(operations.size * CASES);
});
