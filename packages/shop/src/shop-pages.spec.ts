import { createShopPages } from './shop-pages.ts';

const pages = new Map(createShopPages().map((page) => [page.path, page]));
const bodyOf = async (path: string) => String(await pages.get(path)?.body());

describe('the shop page', () => {
  it.each(['/shop', '/shop/pay.html'])(
    'has a Content-Security-Policy without inline code and other hosts: %s',
    async (path) => {
      const policy = pages.get(path)?.headers?.['content-security-policy'] ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(await bodyOf(path)).not.toMatch(/<style|<script(?! type="module" src=)| on\w+=|https?:/);
    },
  );

  it('loads its own style and a script for browsers', async () => {
    expect(await bodyOf('/shop')).toContain('src="/shop/shop.js"');
    expect(await bodyOf('/shop/shop.css')).toContain(':focus-visible');
    const script = await bodyOf('/shop/shop.js');
    expect(script).toContain('/v1/guest/carts');
    const provider = await bodyOf('/shop/pay.js');
    expect(provider).toContain('/v1/simulated-provider/payments');
    for (const each of [script, provider]) expect(each).not.toMatch(/require\("|innerHTML/);
  });
});
