import { readFile } from 'node:fs/promises';
import { API_FILE, renderApi } from './render-api.ts';

describe("the client's types", () => {
  it('match the contracts', async () => {
    const [committed, rendered] = [await readFile(API_FILE, 'utf8'), await renderApi()];
    if (committed !== rendered) {
      throw new Error(
        'A contract has changed and the client has not: run `pnpm generate client`, and commit what it writes.',
      );
    }
  });

  it('contain the routes that accept an Idempotency-Key, and every problem code', async () => {
    const rendered = await renderApi();
    expect(rendered).toMatch(/KEYED_ROUTES.*'POST \/v1\/orders',.*'POST \/v1\/products',/s);
    expect(rendered).not.toContain("'GET /v1");
    expect(rendered).toMatch(/ProblemCode =[^;]*'UNKNOWN_SKU'/);
  });

  it('contain the header with the token of a cart or an order, where a route needs it', async () => {
    const rendered = await renderApi();
    const parametersOf = (operation: string) =>
      rendered.split(`    ${operation}: {`)[1]?.split('requestBody')[0] ?? '';
    expect(parametersOf('getGuestCart')).toContain('"X-Cart-Token": string');
    expect(parametersOf('getGuestOrder')).toContain('"X-Order-Token": string');
    expect(parametersOf('createGuestCart')).not.toContain('-Token');
  });

  it('contain the paths of services with an API of their own', async () => {
    const [, ownApis = ''] = (await renderApi()).split('OWN_API_PATHS');
    expect(ownApis).toMatch(/catalog: \[.*'\/v1\/products\/\{productId\}',.*'\/v1\/variants',/s);
    expect(ownApis).not.toContain('/v1/orders');
  });
});
