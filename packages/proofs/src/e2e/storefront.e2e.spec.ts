import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { type ServedPage, servePage } from '@tradepost/testing/browser/serve-page';
import { type CloudProcess, startCloudProcess } from '@tradepost/testing/cloud/cloud-process';
import { createShop, type Shop } from './shop.ts';
import type {} from './storefront-page.spec-kit.ts';

const inChromium = findChromium() === undefined ? describe.skip : describe;

inChromium('a storefront on another origin', () => {
  let dataDir: string;
  let cloud: CloudProcess;
  let shop: Shop;
  let served: ServedPage;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tradepost-storefront-'));
    cloud = await startCloudProcess({ dataDir });
    shop = createShop(cloud.url);
    served = await servePage(join(import.meta.dirname, 'storefront-page.spec-kit.ts'));
  }, 200_000);

  afterAll(async () => {
    await served?.close();
    await shop?.api.close();
    await cloud?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  it('places an order once, follows it, and changes a product, with the client', async () => {
    await shop.sell('STOREFRONT', 10);
    const before = await shop.ended((await shop.place({ sku: 'STOREFRONT', quantities: [1] })).id);
    const seen = await withPage(async (page) => {
      await page.goto(served.url);
      await page.waitForFunction(() => 'shop' in globalThis);
      return page.evaluate(([url, sku]) => globalThis.shop(url, sku), [cloud.url, 'STOREFRONT'] as const);
    });
    expect(seen).toMatchObject({
      first: { status: 'placed' },
      again: { id: seen.first.id },
      ended: 'confirmed',
      correlationId: expect.stringMatching(/^cor_[0-9A-Z]{26}$/),
      listed: [seen.first.id, before.id],
      renamed: { title: 'Renamed', etag: '"1"' },
      refusals: ['PRECONDITION_FAILED', 'UNKNOWN_SKU'],
    });
    expect(JSON.stringify(seen.unknownSkus)).toContain('NEVER-HEARD-OF');
    expect(await shop.stockOf('STOREFRONT')).toMatchObject({ onHand: 10, reserved: 2 });
  }, 120_000);
});
