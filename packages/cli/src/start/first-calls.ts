import { createLocalTokens } from '../api/local-tokens.ts';

/** Callers of the printed calls: a machine, a customer and a person of the staff. */
const CALLERS = { order: 'bff', customer: 'ada', operator: 'operator' } as const;
type Call = keyof typeof CALLERS;

/** Commands whose output is the token of each caller, for texts that are read later than a token is valid. */
const COMMANDS: Readonly<Record<Call, string>> = {
  order: commandFor(CALLERS.order),
  customer: commandFor(CALLERS.customer),
  operator: commandFor(CALLERS.operator),
};

/**
 * Returns the commands that place a first order, list a customer's orders, and list dead-letter messages. The README has the
 * same order with the same key for the same caller, so that running both places one order.
 *
 * @param url of the API
 * @param tokens tokens of the callers; by default, the commands that print them
 */
export function describeFirstCalls(url: string, tokens: Readonly<Record<Call, string>> = COMMANDS): string {
  const authorized = (call: Call) => `-H "Authorization: Bearer ${tokens[call]}"`;
  return `Place a first order, as the server of a storefront (${CALLERS.order}):

  curl -s -X POST ${url}/v1/orders \\
    ${authorized('order')} \\
    -H 'Content-Type: application/json' -H 'Idempotency-Key: my-first-order' \\
    -d '{
      "currency": "GBP",
      "lines": [{ "sku": "MUG-BLUE", "quantity": 2 }],
      "email": "ada@example.com",
      "shippingAddress": { "name": "Ada Lovelace", "line1": "12 St James Square", "city": "London", "country": "GB" },
      "paymentToken": "tok_approved"
    }'

List the orders of a customer (${CALLERS.customer}):

  curl -s ${url}/v1/me/orders ${authorized('customer')}

List the dead-letter messages of all services, as an operator (${CALLERS.operator}):

  curl -s ${url}/v1/dead-letters ${authorized('operator')}

The first answer has the id of the order. A moment later it is confirmed:

  pnpm tradepost timeline <id>    # everything that happened to it, across services

Tokens expire after 15 minutes, those of machines after an hour. pnpm tradepost token --as NAME prints another one.`;
}

/** Like `describeFirstCalls`, with tokens that are valid now. @throws Error if the local cloud issues none */
export async function describeFirstCallsNow(url: string): Promise<string> {
  const entries = await Promise.all(
    Object.entries(CALLERS).map(async ([call, name]) => [
      call,
      (await createLocalTokens(url, { name })({})) ?? '',
    ]),
  );
  return describeFirstCalls(url, Object.fromEntries(entries) as Record<Call, string>);
}

/** `npm run` needs only Node and npm, and finds the pinned versions of both. */
function commandFor(name: string): string {
  return `$(npm run -s token -- --as ${name})`;
}
