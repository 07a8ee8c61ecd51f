import { createCartTokens } from './cart-tokens.ts';

const cartId = 'crt_01JD3XK8WQ4N6T2B9V5M7R0C1E';
const tokens = (keys = 'first-key', stage = 'dev') => createCartTokens(async () => keys, stage);

describe('a cart token', () => {
  it('has a version, the id of its key and an HMAC, and is the same each time', async () => {
    const token = await tokens().tokenOf(cartId);
    expect(token).toMatch(/^ct1\.[A-Za-z0-9_-]{8}\.[A-Za-z0-9_-]{43}$/);
    expect(await tokens().tokenOf(cartId)).toBe(token);
    expect(await tokens().isTokenOf(cartId, token)).toBe(true);
  });

  it('is not the token of another cart or stage', async () => {
    const token = await tokens().tokenOf(cartId);
    expect(await tokens().isTokenOf('crt_01JD3XK8WQ4N6T2B9V5M7R0C1F', token)).toBe(false);
    expect(await tokens('first-key', 'prod').isTokenOf(cartId, token)).toBe(false);
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
    const token = await tokens().tokenOf(cartId);
    expect(await tokens().isTokenOf(cartId, change(token))).toBe(false);
  });

  it('is valid with the current and the previous key, and made with the current one', async () => {
    const [first = '', second = '', third = ''] = await Promise.all(
      ['first-key', 'second-key', 'third-key'].map((key) => tokens(key).tokenOf(cartId)),
    );
    const rotated = tokens('third-key second-key first-key');
    expect(await rotated.tokenOf(cartId)).toBe(third);
    expect(await rotated.isTokenOf(cartId, second)).toBe(true);
    expect(await rotated.isTokenOf(cartId, first)).toBe(false);
  });
});
