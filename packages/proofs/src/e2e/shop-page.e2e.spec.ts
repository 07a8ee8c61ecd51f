import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unwrap } from '@tradepost/client/client';
import { findChromium, withPage } from '@tradepost/testing/browser/chromium';
import { startTestCloud, type TestCloud } from '@tradepost/testing/cloud/with-cloud';
import type { Page } from 'playwright-core';
import { createShop } from './shop.ts';

/** Reports specs as skipped if no Chromium is installed. */
const inChromium = findChromium() === undefined ? describe.skip : describe;
const PHONE = { width: 390, height: 844 };
const NARROWEST = { width: 320, height: 640 };
/** Address, heading and name of each view that needs no order. Each needs the ones before it. */
const VIEWS = [
  ['#/', 'Products', 'products'],
  ['#/products/enamel-mug', 'Enamel mug', 'product'],
  ['#/cart', 'Cart', 'cart'],
  ['#/checkout', 'Check out', 'checkout'],
  ['#/checkout/shipping', 'Shipping', 'shipping'],
  ['#/checkout/payment', 'Payment', 'payment'],
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

  it('sells from the list to the confirmed order, at exactly the quote', async () => {
    await inShop(async (page) => {
      await picture(page, 'products');
      await fillCart(page, 'Enamel mug', 3);
      await page.getByRole('link', { name: 'Cart (3)' }).click();
      await applyCode(page, 'NO-SUCH-CODE');
      await page.getByText('There is no such code.').first().waitFor();
      await applyCode(page, 'welcome10');
      await page.getByText('The code takes effect when we have your e-mail address.').waitFor();
      await picture(page, 'cart');
      await page.getByRole('button', { name: 'Check out' }).click();
      await fillDetails(page);
      await page.getByLabel(/Standard, £3\.95/).check();
      await picture(page, 'shipping');
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('row', { name: 'Welcome (WELCOME10) −£2.85' }).waitFor();
      // The goods cost 28.50, less a tenth; shipping costs 3.95. Their taxes are 4.28 (427.5) and 0.66 (65.8).
      await page.getByRole('row', { name: 'Total £29.60' }).waitFor();
      await page.getByRole('row', { name: 'including VAT 20 % £4.94' }).waitFor();
      await picture(page, 'payment');
      await page.getByRole('button', { name: 'Pay £29.60' }).click();
      await page.getByText('Thank you! The order is confirmed.').waitFor({ timeout: DECIDED_WITHIN_MS });
      await page.getByRole('row', { name: 'Total £29.60' }).waitFor();
      await picture(page, 'order');
      expect(await page.getByRole('link', { name: 'Cart (0)' }).count()).toBe(1);
      expect(await page.locator('h1').textContent()).toBe('Your order');
    });
  });

  it('shows what a bundle contains, and its availability', async () => {
    await inShop(async (page) => {
      await page.goto(`${cloud.url}/shop#/products/writing-set`);
      await page.getByText('In stock. Contains 1 × Brass pen, 2 × Pocket notebook.').waitFor();
      await add(page, 1);
      await page.getByRole('link', { name: 'Cart (1)' }).click();
      await page.getByText('Contains 1 × Brass pen, 2 × Pocket notebook.').waitFor();
    });
  });

  it('keeps the cart when it is opened again, and moves it to another currency', async () => {
    await inShop(async (page) => {
      await fillCart(page, 'Enamel mug', 2);
      await page.getByRole('link', { name: 'Cart (2)' }).waitFor();
      await page.reload();
      await page.getByRole('link', { name: 'Cart (2)' }).waitFor();
      await page.getByLabel('Currency').selectOption('EUR');
      await page.getByRole('link', { name: 'Cart (2)' }).click();
      await page.getByRole('row', { name: /^Total €/ }).waitFor();
      await page.getByRole('button', { name: 'Remove Enamel mug' }).click();
      await page.getByText('Your cart is empty.').waitFor();
    });
  });

  it('fits on phones', async () => {
    await inShop(async (page) => {
      for (const size of [NARROWEST, PHONE]) {
        await page.setViewportSize(size);
        for (const [hash, heading, name] of VIEWS) {
          await page.goto(`${cloud.url}/shop${hash}`);
          await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
          await expectFit(page, hash);
          if (size === PHONE) await picture(page, `${name}-390`);
          if (name === 'product') await add(page, 1);
          if (name === 'checkout') await fillDetails(page);
          if (name === 'shipping') await page.getByRole('button', { name: 'Continue' }).click();
        }
      }
      await pay(page, 'Bank transfer');
      await page.getByText('DE02100100100006820101').waitFor({ timeout: DECIDED_WITHIN_MS });
      await page.getByRole('link', { name: 'Cart (0)' }).waitFor();
      await expectFit(page, 'order');
      await picture(page, 'bank-transfer-390');
      await page.getByRole('link', { name: 'Open the simulated bank' }).click();
      await page.getByRole('button', { name: 'Approve the payment' }).waitFor();
      await expectFit(page, 'pay.html');
      await picture(page, 'provider-390');
    });
  });

  it.each([
    ['Card that needs 3-D Secure', 'Confirm the payment with 3-D Secure', 'Approve', /order is confirmed/],
    ['Wallet, on a page of the provider', 'Pay on the page of the provider', 'Approve', /order is confirmed/],
    ['Bank transfer', 'Open the simulated bank', 'Approve', /order is confirmed/],
    ['Card that needs 3-D Secure', 'Confirm the payment with 3-D Secure', 'Refuse', /payment was declined/],
  ])('pays with "%s": "%s", "%s the payment"', async (payment, step, decision, outcome) => {
    await inShop(async (page) => {
      await toPayment(page, 'Enamel mug', 1);
      await pay(page, payment);
      await page.getByRole('link', { name: step }).click({ timeout: DECIDED_WITHIN_MS });
      await page.getByRole('button', { name: `${decision} the payment` }).click();
      await page.getByText(outcome).waitFor({ timeout: DECIDED_WITHIN_MS });
    });
  });

  it.each([
    ['Card that is declined', 'The payment was declined'],
    ['Card without enough money', 'The payment was declined'],
    ['Card that has expired', 'The payment was declined'],
  ])('offers a cart with the same lines after a payment that fails: %s', async (payment, advice) => {
    await inShop(async (page) => {
      await toPayment(page, 'Enamel mug', 1);
      await pay(page, payment);
      await page.getByText('The order was rejected').waitFor({ timeout: DECIDED_WITHIN_MS });
      expect(await page.locator('main').textContent()).toContain(advice);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('button', { name: 'Pay £13.45' }).waitFor();
    });
  });

  it('reports what is wrong beside its input, and what is out of stock', async () => {
    const shop = createShop(cloud.url);
    const scarce = 'FEW-UNITS';
    await Promise.all([shop.sell(SKU, 9), shop.sell(scarce, 3)]);
    await shop.api.close();
    await inShop(async (page) => {
      await fillCart(page, scarce, 9);
      await page.getByRole('link', { name: 'Cart (9)' }).click();
      const line = page.getByRole('listitem').filter({ hasText: 'there are not enough units left' });
      await line.waitFor();
      expect(await page.getByRole('button', { name: 'Check out' }).isDisabled()).toBe(true);
      await line.getByRole('button', { name: /^Remove/ }).click();
      await toProducts(page);
      await fillCart(page, SKU, 1);
      await page.getByRole('link', { name: 'Cart (1)' }).click();
      await page.getByRole('button', { name: 'Check out', disabled: false }).click();
      await fillDetails(page, '4242 4242 4242 4242');
      await page.getByRole('alert').waitFor();
      expect(await page.locator('#name-error').textContent()).toContain('card number');
    });
  });

  it('shows problems beside their lines, and a price that has changed before it is charged', async () => {
    const shop = createShop(cloud.url);
    const [dearer, gone] = [`${SKU}-DEARER`, `${SKU}-GONE`];
    await Promise.all([shop.sell(dearer, 9), shop.sell(gone, 9)]);
    const productOf = (slug: string) =>
      unwrap(shop.api.GET('/v1/products/by-slug/{slug}', { params: { path: { slug } } }));
    await inShop(async (page) => {
      await fillCart(page, gone, 1);
      await page.getByRole('link', { name: 'Cart (1)' }).waitFor();
      await toProducts(page);
      await fillCart(page, dearer, 1);
      const { id } = await productOf(gone.toLowerCase());
      await unwrap(
        shop.api.POST('/v1/products/{productId}/archive', { params: { path: { productId: id } } }),
      );
      await page.getByRole('link', { name: 'Cart (2)' }).click();
      const line = page.getByRole('listitem').filter({ hasText: 'This product is no longer sold.' });
      await line.waitFor();
      await picture(page, 'cart-problems');
      expect(await page.getByRole('button', { name: 'Check out' }).isDisabled()).toBe(true);
      await line.getByRole('button', { name: /^Remove/ }).click();
      await page.getByRole('button', { name: 'Check out', disabled: false }).click();
      await fillDetails(page);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Pay £13.95' }).waitFor();
      const { id: productId } = await productOf(dearer.toLowerCase());
      const params = { path: { productId, sku: dearer } };
      const body = { prices: { GBP: 1_100 } };
      await unwrap(shop.api.PUT('/v1/products/{productId}/variants/{sku}', { params, body }));
      await pay(page);
      await page.getByText('the order cost £13.95, and costs £14.95 now').waitFor();
      await pay(page);
      await page.getByText('Thank you! The order is confirmed.').waitFor({ timeout: DECIDED_WITHIN_MS });
    });
    await shop.api.close();
  });

  it('sells what is free without a payment', async () => {
    const shop = createShop(cloud.url);
    const sku = `${SKU}-FREE`;
    await shop.sell(sku, 9);
    const path = { slug: sku.toLowerCase() };
    const { id: productId } = await unwrap(shop.api.GET('/v1/products/by-slug/{slug}', { params: { path } }));
    const params = { path: { productId, sku } };
    const put = { params, body: { prices: { GBP: 0 } } };
    await unwrap(shop.api.PUT('/v1/products/{productId}/variants/{sku}', put));
    const method = { name: 'Letter', zones: [{ countries: ['IE'] }], rates: [{ currency: 'GBP', minor: 0 }] };
    await unwrap(shop.api.POST('/v1/admin/shipping-methods', { body: method }));
    await shop.api.close();
    await inShop(async (page) => {
      await fillCart(page, sku, 1);
      await page.getByRole('link', { name: 'Cart (1)' }).click();
      await page.getByRole('button', { name: 'Check out' }).click();
      await page.getByLabel('Country').selectOption('IE');
      await fillDetails(page);
      await page.getByLabel('Letter, free').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByText('Nothing is to pay.').waitFor();
      await page.getByRole('button', { name: 'Place the order' }).click();
      await page.getByText('Thank you! The order is confirmed.').waitFor({ timeout: DECIDED_WITHIN_MS });
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
  await page.getByRole('status').filter({ hasText: 'was added to the cart' }).waitFor();
}

async function applyCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Discount code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Apply' }).click();
}

/** Fills a cart and the checkout, up to the payment. */
async function toPayment(page: Page, product: string, quantity: number): Promise<void> {
  await fillCart(page, product, quantity);
  await page.getByRole('link', { name: `Cart (${quantity})` }).click();
  await page.getByRole('button', { name: 'Check out' }).click();
  await fillDetails(page);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Payment' }).waitFor();
}

async function pay(page: Page, payment = 'Card that is accepted'): Promise<void> {
  await page.getByLabel(payment, { exact: true }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
}

/** Fills the first step of the checkout, and waits for the second one, or for what is wrong with the name. */
async function fillDetails(page: Page, name = 'Ada Lovelace'): Promise<void> {
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Street and number').fill('12 St James Square');
  await page.getByLabel('City').fill('London');
  await page.getByLabel('Postal code').fill('SW1Y 4JH');
  await page.getByRole('button', { name: 'Continue' }).click();
  if (name === 'Ada Lovelace') await page.getByRole('heading', { name: 'Shipping' }).waitFor();
}

async function toProducts(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Products' }).click();
  await page.getByRole('heading', { name: 'Products' }).waitFor();
}

async function expectFit(page: Page, place: string): Promise<void> {
  const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
  const [content = 0, screen = 0] = widths as readonly number[];
  expect([place, content <= screen]).toEqual([place, true]);
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
