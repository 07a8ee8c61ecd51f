import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placeOrderBody } from '@tradepost/contracts/orders/given-order';
import demoProducts from '../seed/products.json' with { type: 'json' };
import { describeFirstCalls } from './first-calls.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');

it('is an order that the API accepts, of a product in the demo catalogue', () => {
  const body = placeOrderBody.parse(orderIn(describeFirstCalls('http://127.0.0.1:4000')).body);
  const skus = demoProducts.flatMap(({ variants }) => variants.map(({ sku }) => sku));
  for (const line of body.lines) expect(skus).toContain(line.sku);
});

it.each(['README.md', 'packages/docs/getting-started.md'])('is the same in %s', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  expect(orderIn(text)).toEqual(orderIn(describeFirstCalls('http://127.0.0.1:4000')));
});

function orderIn(text: string) {
  const [, key] = /Idempotency-Key: ([^']+)'/.exec(text) ?? [];
  const [, json = ''] = /-d '(\{[^']+\})'/.exec(text) ?? [];
  return { key, body: JSON.parse(json) as unknown };
}

it('names the caller of each call', () => {
  const tokens = { order: 'token-1', customer: 'token-2', operator: 'token-3' };
  const text = describeFirstCalls('http://127.0.0.1:4000', tokens);
  expect([...text.matchAll(/Bearer ([^"]+)"/g)].map(([, token]) => token)).toEqual(Object.values(tokens));
  expect(describeFirstCalls('http://127.0.0.1:4000')).toContain('$(npm run -s token -- --as ada)');
});
