import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondJson, respondProblem } from '../gateway/http-server.ts';
import { dropBody, readBody } from '../gateway/request-body.ts';
import { refusePage } from '../gateway/request-origin.ts';
import type { IssuedClaims, TokenRequest } from './issue-claims.ts';
import { defaultClientOf, listed, type Pool } from './pools.ts';
import { PreTokenTriggerFailed } from './pre-token-trigger.ts';
import type { SignToken } from './token-signer.ts';

export const TOKENS_PATH = '/_local/tokens';
const MAX_BODY_BYTES = 10_000;
const FIELDS = ['pool', 'username', 'client', 'authenticatedSecondsAgo'];

/** The request is wrong. The message names the field and the rule. */
class InvalidRequest extends Error {}

/** A pool, and the function that signs its tokens. */
export type SigningPool = { readonly pool: Pool; readonly sign: SignToken };

/**
 * Creates the handler of `POST /_local/tokens`: tokens for commands and tests, without a browser. Takes JSON with `pool` and
 * either `username`, or `client` for its client credentials; with both, the user's token is for that client. The token of a
 * user is by default for the first client of the pool with the code flow. `authenticatedSecondsAgo` sets the time of the
 * sign-in, by default now. Web pages cannot call it: requests of pages, and other content types than JSON, are refused.
 */
export function createTokensEndpoint(
  pools: readonly SigningPool[],
  issue: (request: TokenRequest) => Promise<IssuedClaims>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const refusal = refusePage(request.headers) ?? refuseRequest(request);
    if (refusal !== undefined) {
      respondProblem(response, refusal.status, refusal.detail);
      return dropBody(request);
    }
    response.setHeader('cache-control', 'no-store');
    try {
      const input = parse(await readBody(request, MAX_BODY_BYTES));
      const named = pools.map((each) => ({ ...each, name: each.pool.name }));
      const { pool, sign } = find('pool', named, textOf(input, 'pool'), 'user pool');
      const tokenRequest = toTokenRequest(pool, input);
      const { access } = await issue(tokenRequest);
      respondJson(response, 200, {
        access_token: await sign(access),
        expires_in: tokenRequest.client.lifetimes.accessSeconds,
        token_type: 'Bearer',
      });
    } catch (error) {
      const isCaller = error instanceof InvalidRequest || error instanceof PreTokenTriggerFailed;
      if (!isCaller) throw error;
      respondProblem(response, 400, error.message);
    }
  };
}

function refuseRequest({ method, headers }: IncomingMessage) {
  if (method !== 'POST') return { status: 405, detail: `${TOKENS_PATH} only accepts POST` };
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return undefined;
  return { status: 415, detail: `Content-Type must be application/json, not "${type ?? ''}"` };
}

function toTokenRequest(pool: Pool, input: Readonly<Record<string, unknown>>): TokenRequest {
  const secondsAgo = input['authenticatedSecondsAgo'] ?? 0;
  if (typeof secondsAgo !== 'number' || !Number.isSafeInteger(secondsAgo) || secondsAgo < 0)
    throw new InvalidRequest('authenticatedSecondsAgo must be a whole number of at least 0');
  const [username, clientName] = [optionalText(input, 'username'), optionalText(input, 'client')];
  if (username === undefined && clientName === undefined)
    throw new InvalidRequest('username or client is required');
  const nowSeconds = Math.floor(Date.now() / 1_000);
  const common = { pool, nowSeconds, authenticatedSeconds: nowSeconds - secondsAgo, originId: randomUUID() };
  const users = pool.users.map((user) => ({ ...user, name: user.username }));
  if (username === undefined) {
    const clients = pool.clients.filter(({ flows }) => flows.includes('client_credentials'));
    const client = find(
      'client',
      clients,
      clientName ?? '',
      `client with client credentials in ${pool.name}`,
    );
    return { ...common, client, scopes: client.scopes, source: 'TokenGeneration_ClientCredentials' };
  }
  const user = find('username', users, username, `user in ${pool.name}`);
  const client =
    clientName === undefined
      ? defaultClientOf(pool)
      : find('client', pool.clients, clientName, `client in ${pool.name}`);
  if (client === undefined) throw new InvalidRequest(`pool: ${pool.name} has no app client`);
  return { ...common, client, user, scopes: client.scopes, source: 'TokenGeneration_HostedAuth' };
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw new InvalidRequest('The body must be JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidRequest('The body must be a JSON object');
  for (const name of Object.keys(value)) {
    if (!FIELDS.includes(name)) throw new InvalidRequest(`${name} is not a field: ${FIELDS.join(', ')} are`);
  }
  return value as Readonly<Record<string, unknown>>;
}

function textOf(input: Readonly<Record<string, unknown>>, name: string): string {
  const text = optionalText(input, name);
  if (text === undefined) throw new InvalidRequest(`${name} is required`);
  return text;
}

function optionalText(input: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = input[name];
  if (value !== undefined && typeof value !== 'string') throw new InvalidRequest(`${name} must be text`);
  return value;
}

function find<Item extends { readonly name: string }>(
  field: string,
  items: readonly Item[],
  wanted: string,
  kind: string,
): Item {
  const found = items.find(({ name }) => name === wanted);
  if (found === undefined)
    throw new InvalidRequest(`${field}: there is no ${kind} named "${wanted}", only ${listed(items)}`);
  return found;
}
