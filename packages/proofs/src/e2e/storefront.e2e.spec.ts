import { join } from 'node:path';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { type ServedPage, servePage } from '@tradepost/testing/browser/serve-page';
import { sharedCloud } from '@tradepost/testing/cloud/with-cloud';
import { createShop } from './shop.ts';
import type {} from './storefront-page.spec-kit.ts';

const inChromium = findChromium() === undefined ? describe.skip : describe;

inChromium('a storefront on another origin', () => {
  const cloud = sharedCloud();
  const shop = createShop(cloud.url);
  let served: ServedPage;

  beforeAll(async () => {
    served = await servePage(join(import.meta.dirname, 'storefront-page.spec-kit.ts'));
  });

  afterAll(async () => {
    await served?.close();
    await shop.api.close();
  });

  it('places an order once, follows it, and changes a product, with the client', async () => {
    await shop.sell('STOREFRONT', 10);
    const before = await shop.buy({ sku: 'STOREFRONT', quantities: [1] });
    const seen = await withPage(async (page) => {
      await page.goto(served.url);
      await page.waitForFunction(() => 'shop' in globalThis);
      const args = [cloud.url, 'STOREFRONT', await cloud.token()] as const;
      return page.evaluate(([url, sku, token]) => globalThis.shop(url, sku, token), args);
    });
    expect(seen).toMatchObject({
      first: { status: 'placed' },
      again: { id: seen.first.id },
      ended: 'confirmed',
      correlationId: expect.stringMatching(/^cor_[0-9A-Z]{26}$/),
      listed: expect.arrayContaining([seen.first.id, before.id]),
      renamed: { title: 'Renamed', etag: '"1"' },
      refusals: ['PRECONDITION_FAILED', 'UNKNOWN_SKU'],
    });
    expect(JSON.stringify(seen.unknownSkus)).toContain('NEVER-HEARD-OF');
    expect(await shop.stockOf('STOREFRONT')).toMatchObject({ onHand: 10, reserved: 2 });
  });
});
