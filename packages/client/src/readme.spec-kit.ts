import type { CallOptions, Operation } from './call-types.ts';
import { type Client, type ClientConfig, unwrap } from './client.ts';
import { isProblem } from './problem-error.ts';
import { beginSignIn, createTokens, finishSignIn, type Tokens } from './tokens.ts';

type Placing = {
  readonly createClient: (config: ClientConfig) => Client;
  readonly session: { readonly accessToken: string };
  readonly body: CallOptions<Operation<'/v1/orders', 'post'>>['body'];
};

/** The examples of the README, compiled and run by `readme.spec.ts`. */
export const examples = {
  place: async ({ createClient, session, body }: Placing) => {
    const client = createClient({ baseUrl: 'https://api.example.com', token: () => session.accessToken });

    const { data: order, error } = await client.POST('/v1/orders', { body });
    if (isProblem(error, 'UNKNOWN_SKU')) return `We do not have ${error.facts['skus']}.`;
    if (error) throw error;
    return `Your order is ${order.id}.`;
  },
  addresses: ({ createClient }: Pick<Placing, 'createClient'>) => {
    const client = createClient({
      baseUrl: {
        default: 'https://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
        catalog: 'https://f6g7h8i9j0.execute-api.eu-central-1.amazonaws.com/dev',
      },
    });
    return client;
  },
  stock: async (client: Client, sku: string) => {
    const { available } = await unwrap(client.GET('/v1/stock/{sku}', { params: { path: { sku } } }));
    return available;
  },
  list: async (client: Client) => {
    const lines: string[] = [];
    for await (const { id, total } of client.paginate('/v1/orders', {
      params: { query: { status: 'confirmed' } },
    })) {
      lines.push(`${id}: ${total.amountMinor} ${total.currency}`);
    }
    return lines;
  },
  change: async (client: Client, productId: string, title: string) => {
    const params = { path: { productId } };
    const read = await client.GET('/v1/products/{productId}', { params });
    if (read.error) throw read.error;
    const { error } = await client.PATCH('/v1/products/{productId}', {
      params,
      body: { title },
      ifMatch: read.etag,
    });
    return isProblem(error, 'PRECONDITION_FAILED') ? 'Somebody else has changed it.' : 'Done.';
  },
  anySku: async (client: Client) => {
    await client.GET('/v1/stock', { params: { query: { skus: ['MUSIC/CD/123', '50% OFF'] } } });
    await client.POST('/v1/stock/adjustments', {
      body: { sku: 'MUSIC/CD/123', delta: 5, reason: 'received' },
    });
    await client.PUT('/v1/stock/levels', {
      params: { query: { sku: 'MUSIC/CD/123', location: 'main' } },
      body: { onHand: 5 },
    });
  },
  guest: async (client: Client) => {
    const body = { currency: 'GBP', country: 'GB' };
    const { id: cartId, cartToken } = await unwrap(client.POST('/v1/guest/carts', { body }));
    const params = { path: { cartId } };
    const { problems } = await unwrap(client.GET('/v1/guest/carts/{cartId}', { params, cartToken }));
    return problems;
  },
  machine: (issuer: string, clientSecret: string) => {
    const token = createTokens({
      issuer,
      clientId: 'erp',
      clientSecret,
      scopes: ['tradepost/inventory:write'],
    });
    return token;
  },
  person: async (issuer: string, { redirectUri, location, store, signInAgain }: Browser) => {
    const config = { issuer, clientId: 'storefront', redirectUri, scopes: ['openid', 'tradepost/me'] };
    const pending = await beginSignIn(config); // keep it, and go to pending.url
    const tokens = await finishSignIn(config, pending, location.href);
    const token = createTokens({ ...config, tokens, onRenewed: store, onStepUp: signInAgain });
    return token;
  },
};

type Browser = {
  readonly redirectUri: string;
  readonly location: { readonly href: string };
  readonly store: (tokens: Tokens) => void;
  readonly signInAgain: (maxAgeSeconds: number) => Promise<Tokens | undefined>;
};
