import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import type { Page } from 'playwright-core';
import { createShop } from './shop.ts';

/** Reports specs as skipped if no Chromium is installed. */
const inChromium = findChromium() === undefined ? describe.skip : describe;
const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 640 };
/** Address, heading and name of each view that needs no order. */
const VIEWS = [
  ['#/', 'Products', 'products'],
  ['#/products/enamel-mug', 'Enamel mug', 'product'],
  ['#/cart', 'Cart', 'cart'],
  ['#/checkout', 'Check out', 'checkout'],
] as const;
const SKU = 'SHOP-PAGE';
const DECIDED_WITHIN_MS = 60_000;
/** Folder of the pictures of the documentation; without it, none are written. */
const SCREENSHOTS = process.env['SHOP_SCREENSHOTS'];

inChromium('the shop page', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startTestCloud({ enforcePermissions: true, seed: true });
  });
  afterAll(() => cloud?.stop());

  /** Opens the shop, and expects that nothing breaks its policy and that it requests nothing from other hosts. */
  const inShop = (act: (page: Page) => Promise<void>) =>
    withPage(async (page) => {
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) problems.push(message.text());
      });
      page.on('request', (request) => {
        if (!request.url().startsWith(`${cloud.url}/`)) problems.push(request.url());
      });
      await page.goto(`${cloud.url}/shop`);
      await page.getByRole('link', { name: 'Enamel mug' }).waitFor();
      await act(page);
      expect(problems).toEqual([]);
    });

  it('sells from the list to the confirmed order', async () => {
    await inShop(async (page) => {
      await picture(page, 'products');
      await fillCart(page, 'Enamel mug', 2);
      await page.getByRole('status').filter({ hasText: 'was added to the cart' }).waitFor();
      await page.getByRole('link', { name: 'Cart (2)' }).click();
      await page.getByText('Total: £19.00').waitFor();
      await page.getByText('Standard, £3.95, free from £50.00').waitFor();
      await picture(page, 'cart');
      await checkOut(page);
      await page.getByText('Thank you! The order is confirmed.').waitFor({ timeout: DECIDED_WITHIN_MS });
      await picture(page, 'order');
      expect(await page.getByRole('link', { name: 'Cart (0)' }).count()).toBe(1);
      expect(await page.locator('h1').textContent()).toBe('Your order');
    });
  });

  it('fits on phones', async () => {
    await inShop(async (page) => {
      for (const size of [NARROWEST, PHONE]) {
        await page.setViewportSize(size);
        for (const [hash, heading, name] of VIEWS) {
          await page.goto(`${cloud.url}/shop${hash}`);
          await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
          if (name === 'product') await add(page, 1);
          const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
          const [content = 0, screen = 0] = widths as readonly number[];
          expect([hash, content <= screen]).toEqual([hash, true]);
          if (size === PHONE) await picture(page, `${name}-390`);
        }
      }
    });
  });

  it.each([
    ['Card that is declined', 'The payment was declined'],
    ['Card without enough money', 'The payment was declined'],
    ['Card that has expired', 'The payment was declined'],
  ])('keeps the cart after a payment that fails: %s', async (payment, advice) => {
    await inShop(async (page) => {
      await fillCart(page, 'Enamel mug', 1);
      await page.getByRole('link', { name: 'Cart (1)' }).click();
      await checkOut(page, payment);
      await page.getByText('The order was rejected').waitFor({ timeout: DECIDED_WITHIN_MS });
      expect(await page.locator('main').textContent()).toContain(advice);
      await page.getByRole('link', { name: 'Try again' }).click();
      await page.getByRole('button', { name: 'Pay £9.50' }).waitFor();
    });
  });

  it('reports what is wrong beside its input, and what is out of stock', async () => {
    const shop = createShop(cloud.url);
    await shop.sell(SKU, 3);
    await shop.api.close();
    await inShop(async (page) => {
      await fillCart(page, SKU, 9);
      await page.getByRole('link', { name: 'Cart (9)' }).click();
      await page.getByRole('button', { name: 'Check out' }).click();
      await fillForm(page);
      await page.getByLabel('Name').fill('4242 4242 4242 4242');
      await page.getByRole('button', { name: /^Pay/ }).click();
      await page.getByRole('alert').waitFor();
      expect(await page.locator('#name-error').textContent()).toContain('card number');
      await page.getByLabel('Name').fill('Ada Lovelace');
      await page.getByRole('button', { name: /^Pay/ }).click();
      await page.getByText('there are not enough units left').waitFor({ timeout: DECIDED_WITHIN_MS });
    });
  });

  it('works with a keyboard alone', async () => {
    await inShop(async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.locator(':focus').textContent()).toBe('Skip to content');
      await tabTo(page, 'Enamel mug');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Enamel mug' }).waitFor();
      expect(await page.locator(':focus').textContent()).toBe('Enamel mug');
      await tabTo(page, 'Add to cart');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Cart (1)' }).waitFor();
    });
  });
});

async function fillCart(page: Page, product: string, quantity: number): Promise<void> {
  await page.getByRole('link', { name: product, exact: true }).click();
  await page.getByRole('heading', { name: product }).waitFor();
  await add(page, quantity);
}

async function add(page: Page, quantity: number): Promise<void> {
  await page.getByLabel('Quantity').fill(String(quantity));
  await page.getByRole('button', { name: 'Add to cart' }).click();
}

async function checkOut(page: Page, payment = 'Card that is accepted'): Promise<void> {
  await page.getByRole('button', { name: 'Check out' }).click();
  await fillForm(page);
  await page.getByLabel(payment).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
}

async function fillForm(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('Street and number').fill('12 St James Square');
  await page.getByLabel('City').fill('London');
  await page.getByLabel('Postal code').fill('SW1Y 4JH');
}

const MAX_TABS = 60;

/** Presses Tab until an element with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  for (let press = 0; press < MAX_TABS; press += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').textContent()) === text) return;
  }
  throw new Error(`Tab does not reach ${text}`);
}

async function picture(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}
