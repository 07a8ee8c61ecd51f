import { createShopPages } from './shop-pages.ts';

const pages = new Map(createShopPages().map((page) => [page.path, page]));
const bodyOf = async (path: string) => String(await pages.get(path)?.body());

describe('the shop page', () => {
  it('has a Content-Security-Policy without inline code and other hosts', async () => {
    const policy = pages.get('/shop')?.headers?.['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await bodyOf('/shop')).not.toMatch(/<style|<script(?! type="module" src=)| on\w+=|https?:/);
  });

  it('loads its own style and a script for browsers', async () => {
    expect(await bodyOf('/shop')).toContain('src="/shop/shop.js"');
    expect(await bodyOf('/shop/shop.css')).toContain(':focus-visible');
    const script = await bodyOf('/shop/shop.js');
    expect(script).toContain('/v1/guest/orders');
    expect(script).not.toMatch(/require\("|innerHTML/);
  });
});
