import { createOrderTokens, type TokenOrder } from './order-tokens.ts';

const order: TokenOrder = {
  orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1E',
  epoch: 0,
  placedAt: '2026-03-01T09:00:00.000Z',
};
const PLACED_MS = Date.parse(order.placedAt);
const DAY_MS = 24 * 3_600_000;
const tokens = (keys = 'first-key', stage = 'dev') => createOrderTokens(async () => keys, stage);
const isTokenOf = (token: string, changes: Partial<TokenOrder> = {}, on = tokens()) =>
  on.isTokenOf({ ...order, ...changes }, token, PLACED_MS);

describe('an order token', () => {
  it('has a version, the id of its key and an HMAC, and is the same each time', async () => {
    const token = await tokens().tokenOf(order);
    expect(token).toMatch(/^ot1\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{43}$/);
    expect(await tokens().tokenOf(order)).toBe(token);
    expect(await isTokenOf(token)).toBe(true);
  });

  it('is not the token of another order, epoch or stage', async () => {
    const token = await tokens().tokenOf(order);
    expect(await isTokenOf(token, { orderId: 'ord_01JD3XK8WQ4N6T2B9V5M7R0C1F' })).toBe(false);
    expect(await isTokenOf(token, { epoch: 1 })).toBe(false);
    expect(await isTokenOf(token, {}, tokens('first-key', 'prod'))).toBe(false);
  });

  it.each([
    ['without its last character', (token: string) => token.slice(0, -1)],
    [
      'with another last character',
      (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    ],
    ['with another key id', (token: string) => token.replace(/\.[^.]+\./, '.AAAAAAAA.')],
    ['that is empty', () => ''],
  ])('%s is not valid', async (_what, change) => {
    expect(await isTokenOf(change(await tokens().tokenOf(order)))).toBe(false);
  });

  it('is valid for 90 days', async () => {
    const token = await tokens().tokenOf(order);
    expect(await tokens().isTokenOf(order, token, PLACED_MS + 90 * DAY_MS)).toBe(true);
    expect(await tokens().isTokenOf(order, token, PLACED_MS + 90 * DAY_MS + 1)).toBe(false);
  });

  it('is valid with the current and the previous key, and made with the current one', async () => {
    const [first, second, third] = await Promise.all(
      ['first-key', 'second-key', 'third-key'].map((key) => tokens(key).tokenOf(order)),
    );
    const rotated = tokens('third-key second-key first-key');
    expect(await rotated.tokenOf(order)).toBe(third);
    expect(await isTokenOf(third ?? '', {}, rotated)).toBe(true);
    expect(await isTokenOf(second ?? '', {}, rotated)).toBe(true);
    expect(await isTokenOf(first ?? '', {}, rotated)).toBe(false);
  });
});
