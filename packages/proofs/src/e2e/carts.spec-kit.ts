import type { Cart, SubmittedCart } from '@tradepost/contracts/carts/model';
import type { Problem } from '@tradepost/contracts/problem-details';
import type { Reachable } from '@tradepost/testing/cloud/with-cloud';

/** The body of any answer about a cart: each test reads the fields that it expects. */
export type CartAnswer = Omit<Cart, 'status'> &
  Omit<SubmittedCart, 'status'> &
  Omit<Problem, 'status'> & {
    readonly status: Cart['status'];
    readonly cartToken: string;
    readonly quoteId: string;
  };

type Headers = Readonly<Record<string, string>>;

/** Sends a request as a local user, or as nobody. */
export function createSend({ url, token }: Pick<Reachable, 'url' | 'token'>) {
  return async <Body>(
    by: string | undefined,
    method: string,
    path: string,
    { body, headers = {} }: { readonly body?: object; readonly headers?: Headers } = {},
  ) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(by === undefined ? {} : { authorization: `Bearer ${await token(by)}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
}

export type Send = ReturnType<typeof createSend>;

/** The routes of one cart, for a guest with a token or for a signed-in customer. */
export function cartOf(
  send: Send,
  id: string,
  owner: { readonly token: string } | { readonly customer: string },
) {
  const [by, base, credentials] =
    'token' in owner
      ? [undefined, `/v1/guest/carts/${id}`, { 'X-Cart-Token': owner.token }]
      : [owner.customer, `/v1/me/carts/${id}`, {}];
  const call = (method: string, path: string, body?: object, headers: Headers = {}) =>
    send<CartAnswer>(by, method, `${base}${path}`, {
      ...(body === undefined ? {} : { body }),
      headers: { ...credentials, ...headers },
    });
  return {
    id,
    get: () => call('GET', ''),
    add: (sku: string, quantity = 1) => call('POST', '/lines', { sku, quantity }),
    set: (lineId: string, quantity: number) => call('PUT', `/lines/${lineId}`, { quantity }),
    apply: (code: string) => call('POST', '/codes', { code }),
    remove: (code: string) => call('DELETE', `/codes?code=${code}`),
    update: (body: object) => call('PATCH', '', body),
    checkOut: () => call('POST', '/checkout'),
    submit: (body: object, key: string) => call('POST', '/submit', body, { 'Idempotency-Key': key }),
    merge: (body: object) => call('POST', '/merge', body),
    drop: () => call('DELETE', ''),
  };
}

export type CartUnderTest = ReturnType<typeof cartOf>;
