import { createLocalTokens } from '@tradepost/cli/api/local-tokens';
import { type OrderRequest, type Shop, toBody } from '../e2e/shop.ts';

const SKU = 'PLENTY';
const UNITS = 100_000;

type Reply = { readonly status: number; readonly text: string };

/**
 * Sends the same request many times at once: all answers must be equal to the byte. Then sends two bodies at once under
 * one key: one must be accepted and the other rejected.
 *
 * @returns the wrong answers
 */
export async function sendTogether(
  shop: Shop,
  {
    copies,
    contradictions,
    log,
  }: {
    readonly copies: number;
    readonly contradictions: number;
    readonly log: (message: string) => void;
  },
): Promise<string[]> {
  await shop.sell(SKU, UNITS);
  const tokens = createLocalTokens(shop.api.url);
  const send = async (request: OrderRequest) => post(`${shop.api.url}/v1/orders`, request, await tokens({}));
  log(`Sending one request ${copies} times at once`);
  const same = { lines: [{ sku: SKU, quantity: 1 }], key: 'the-same' };
  const replies = await Promise.all(Array.from({ length: copies }, () => send(same)));
  const different = new Set(replies.map(({ status, text }) => `${status} ${text}`));
  const problems = different.size === 1 && replies[0]?.status === 201 ? [] : [...different].map(unlikeOf);
  log(`Sending two bodies at once under one key, ${contradictions} times`);
  for (let time = 0; time < contradictions; time += 1) {
    const key = `contradiction-${time}`;
    const bodies = [1, 2].map((quantity) => ({ lines: [{ sku: SKU, quantity }], key }));
    const both = await Promise.all(bodies.map(send));
    const outcomes = both.map(({ status, text }) => `${status} ${codeIn(text)}`).sort();
    if (outcomes.join() !== '201 ,422 IDEMPOTENCY_KEY_REUSED')
      problems.push(`two bodies under ${key} were answered ${outcomes.join(' and ')}`);
  }
  return problems;
}

function unlikeOf(answer: string): string {
  return `of the identical requests, some were answered ${answer}`;
}

/** Uses `fetch`, because the client would retry. */
async function post(url: string, request: OrderRequest, token: string | undefined): Promise<Reply> {
  const { key } = request;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(toBody(request)),
  });
  return { status: response.status, text: await response.text() };
}

function codeIn(text: string): string {
  return String((JSON.parse(text) as { code?: string }).code ?? '');
}
