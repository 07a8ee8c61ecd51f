import { prepareStripeMock, type StripeMock } from '@tradepost/testing/stripe-mock';
import type { OpenedRequest } from '../../../domain/provider-request.ts';
import { createStripeAdapter } from './adapter.ts';
import { createAsk } from './ask.ts';
import { createIntent, retrieveIntent, toIntent } from './intent.ts';
import { authorization, captureOf, refundOf, voidRequest } from './requests.spec-kit.ts';
import { createStripeClient, type StripeAddress } from './stripe-client.ts';

const TIMEOUT_MS = 20_000;
const API_KEY = 'sk_test_123';
const startMock = await prepareStripeMock();

/** stripe-mock rejects requests that Stripe's OpenAPI document does not permit. Its answers are examples in fixed states. */
(typeof startMock === 'string' ? describe.skip : describe)('stripe-mock', () => {
  let mock: StripeMock;
  let address: StripeAddress;
  beforeAll(async () => {
    if (typeof startMock === 'string') throw new Error(startMock);
    mock = await startMock();
    address = { protocol: 'http', host: '127.0.0.1', port: mock.port };
  });
  afterAll(() => mock?.stop());

  const send = (request: OpenedRequest) =>
    createStripeAdapter({ apiKey: async () => API_KEY, timeoutMs: TIMEOUT_MS, address })(request);
  const ask = () => createAsk(createStripeClient(API_KEY, address), TIMEOUT_MS);

  it('accepts the creation of a PaymentIntent and its look-up', async () => {
    const intent = await createIntent(authorization, ask());
    expect(intent).toMatchObject({ id: expect.stringMatching(/^pi_/), status: 'requires_payment_method' });
    await expect(retrieveIntent(intent?.id ?? '', ask())).resolves.toMatchObject({ id: intent?.id });
  });

  it.each([
    ['a capture', captureOf('pi_1', 3_000)],
    ['a void', { ...voidRequest, providerReference: 'pi_1' }],
    ['a void in advance', voidRequest],
  ])('accepts %s, whose example leaves the outcome open', async (_what, request) => {
    await expect(send(request)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
      message: expect.stringMatching(/^pi_\w+ is requires_payment_method after/),
    });
  });

  it.each(['pm_card_visa', 'ctoken_1'])(
    'accepts an authorization with %s, whose example is a decline',
    async (token) => {
      await expect(send({ ...authorization, token })).resolves.toMatchObject({ outcome: 'declined' });
    },
  );

  it('accepts a refund', async () => {
    await expect(send(refundOf('pi_1', 2_000))).resolves.toEqual({ outcome: 'refunded' });
  });

  it('rejects parameters that Stripe does not have', async () => {
    const unknown = { amount: 1, currency: 'gbp', capture_methods: 'manual' };
    const rejected = ask()((stripe, options) => stripe.paymentIntents.create(unknown, options));
    await expect(rejected.then(toIntent)).rejects.toMatchObject({
      ...{ type: 'StripeInvalidRequestError', param: undefined, code: undefined },
    });
  });
});
