import type { OpenedRequest } from '../../../domain/provider-request.ts';
import { createSimulatedAdapter } from './adapter.ts';
import type { HttpLike, HttpLikeRequest, HttpLikeResponse } from './http-like.ts';

const named = {
  reference: 'pay_1',
  authorizationKey: 'pay_1/authorize',
  amount: { amountMinor: 5_000, currency: 'GBP' },
};
const authorize: OpenedRequest = {
  ...named,
  kind: 'authorize',
  idempotencyKey: 'pay_1/authorize',
  token: 'tok_approved',
};
const voidPayment: OpenedRequest = { ...named, kind: 'void', idempotencyKey: 'pay_1/void' };
const capture: OpenedRequest = {
  ...named,
  kind: 'capture',
  idempotencyKey: 'pay_1/capture',
  providerReference: 'ch_1',
  isFinal: true,
};
const refund: OpenedRequest = {
  ...named,
  kind: 'refund',
  idempotencyKey: 'pay_1/refund/rfd_1',
  providerReference: 'ch_1',
  refundId: 'rfd_1',
};

const apiKey = async () => 'key-1';
const answering = (response: HttpLikeResponse) => {
  const requests: HttpLikeRequest[] = [];
  const send: HttpLike = async (request) => {
    requests.push(request);
    return response;
  };
  return { requests, provider: createSimulatedAdapter({ send, timeoutMs: 1_000, apiKey }) };
};
const rejected = (code: string) => ({ status: 402, body: { error: { code } } });

describe('the request to the provider', () => {
  it('is an authorization with its key, amount, token and our reference', async () => {
    const { requests, provider } = answering({ status: 201, body: { id: 'ch_1' } });
    await provider(authorize);
    expect(requests).toEqual([
      {
        method: 'POST',
        path: '/v1/charges',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': 'pay_1/authorize',
          Authorization: 'Bearer key-1',
        },
        body: { amountMinor: 5_000, currency: 'GBP', reference: 'pay_1', token: 'tok_approved' },
      },
    ]);
  });

  it.each([
    ['capture', capture, '/v1/charges/pay_1%2Fauthorize/capture'],
    ['void', voidPayment, '/v1/charges/pay_1%2Fauthorize/void'],
    ['refund', refund, '/v1/charges/pay_1%2Fauthorize/refunds'],
  ])('is a %s of the charge by the key of its authorization', async (_kind, request, path) => {
    const { requests, provider } = answering({ status: 200, body: { releasedMinor: 0 } });
    await provider(request);
    expect(requests).toMatchObject([{ path, headers: { 'Idempotency-Key': request.idempotencyKey } }]);
  });
});

describe('the reply of the provider', () => {
  it('is the reference of an authorization', async () => {
    const { provider } = answering({ status: 201, body: { id: 'ch_1' } });
    await expect(provider(authorize)).resolves.toEqual({
      outcome: 'authorized',
      providerReference: 'ch_1',
    });
  });

  it.each([
    ['card_declined', 'PAYMENT_DECLINED'],
    ['insufficient_funds', 'INSUFFICIENT_FUNDS'],
    ['expired_card', 'CARD_EXPIRED'],
    ['authentication_required', 'PAYMENT_ACTION_REQUIRED'],
    ['a_code_of_tomorrow', 'PAYMENT_DECLINED'],
  ])('is a decline: %s means %s', async (code, declineCode) => {
    await expect(answering(rejected(code)).provider(authorize)).resolves.toEqual({
      outcome: 'declined',
      declineCode,
    });
  });

  it('is the amount that a void released', async () => {
    const { provider } = answering({ status: 200, body: { releasedMinor: 5_000 } });
    await expect(provider(voidPayment)).resolves.toEqual({ outcome: 'voided', releasedMinor: 5_000 });
  });

  it('is the code of a rejected refund', async () => {
    await expect(answering(rejected('refund_exceeds_charge')).provider(refund)).resolves.toEqual({
      outcome: 'refused',
      providerCode: 'refund_exceeds_charge',
    });
  });
});

describe('a call without a successful response', () => {
  it('has an unknown outcome after a 5xx', async () => {
    await expect(answering({ status: 503, body: {} }).provider(authorize)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
    });
  });

  it('has an unknown outcome if the connection breaks', async () => {
    const provider = createSimulatedAdapter({
      send: () => Promise.reject(new Error('reset')),
      timeoutMs: 1_000,
      apiKey,
    });
    await expect(provider(authorize)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
      message: '/v1/charges failed without a response',
    });
  });

  it('has an unknown outcome after the time-out', async () => {
    const provider = createSimulatedAdapter({
      send: (_request, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      timeoutMs: 20,
      apiKey,
    });
    await expect(provider(authorize)).rejects.toMatchObject({
      name: 'ProviderUnavailable',
      message: '/v1/charges was not answered within 20 ms',
    });
  });

  it('is an error if the provider rejects a capture of a charge that is not authorized', async () => {
    const { provider } = answering({ status: 409, body: { error: { code: 'charge_not_authorized' } } });
    await expect(provider(capture)).rejects.toMatchObject({
      name: 'Error',
      message: expect.stringContaining('charge_not_authorized'),
    });
  });
});

describe('an API key that the provider rejects', () => {
  /** The provider accepts one key. The secret returns the next key each time one is rejected. */
  const withKeys = (taken: string, ...keys: readonly string[]) => {
    const sent: (string | undefined)[] = [];
    const asked: (string | undefined)[] = [];
    const send: HttpLike = async ({ headers }) => {
      sent.push(headers['Authorization']);
      return headers['Authorization'] === `Bearer ${taken}`
        ? { status: 201, body: { id: 'ch_1' } }
        : { status: 401, body: { error: { code: 'api_key_expired' } } };
    };
    const readKey = async (rejected?: string) => {
      asked.push(rejected);
      return keys[Math.min(asked.length, keys.length) - 1] ?? '';
    };
    return { sent, asked, provider: createSimulatedAdapter({ send, timeoutMs: 1_000, apiKey: readKey }) };
  };

  it('is read again, and the request is sent again', async () => {
    const { sent, asked, provider } = withKeys('key-2', 'key-1', 'key-2');
    await expect(provider(authorize)).resolves.toEqual({ outcome: 'authorized', providerReference: 'ch_1' });
    expect(sent).toEqual(['Bearer key-1', 'Bearer key-2']);
    expect(asked).toEqual([undefined, 'key-1']);
  });

  it('is an error without a second request if the secret has no other key', async () => {
    const { sent, provider } = withKeys('key-2', 'key-1', 'key-1');
    await expect(provider(authorize)).rejects.toMatchObject({ name: 'ProviderKeyRefused' });
    expect(sent).toEqual(['Bearer key-1']);
  });

  it('is an error if the other key is rejected, too', async () => {
    const { sent, provider } = withKeys('key-9', 'key-1', 'key-2', 'key-3');
    await expect(provider(authorize)).rejects.toMatchObject({
      code: 'PROVIDER_KEY_REFUSED',
      message: 'the provider rejected our API key for authorize',
    });
    expect(sent).toEqual(['Bearer key-1', 'Bearer key-2']);
  });
});
