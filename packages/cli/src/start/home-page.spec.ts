import { createHomePages } from './home-page.ts';

const [json, html] = createHomePages({ reference: '/reference', docs: '/docs' }, async () => ({
  url: 'http://127.0.0.1:4000',
  awsEndpoint: 'http://127.0.0.1:4001',
  services: ['orders', '<catalog>'],
}));

describe('the home page', () => {
  it('lists running services and further addresses as JSON', async () => {
    expect(json?.contentType).toBe('application/json');
    expect(JSON.parse(String(await json?.body()))).toMatchObject({
      services: ['orders', '<catalog>'],
      awsEndpoint: 'http://127.0.0.1:4001',
      docs: 'http://127.0.0.1:4000/docs/',
      reference: 'http://127.0.0.1:4000/reference',
      operations: { deadLetters: 'http://127.0.0.1:4000/v1/dead-letters' },
      firstCalls: expect.stringContaining('curl -s -X POST http://127.0.0.1:4000/v1/orders'),
    });
  });

  it('is HTML that loads nothing else and escapes the names of services', async () => {
    const page = String(await html?.body());

    expect(html?.contentType).toBe('text/html; charset=utf-8');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|url\(/);
    expect(page).toContain('<li>&lt;catalog&gt;</li>');
    expect(page).toContain('&quot;sku&quot;: &quot;MUG-BLUE&quot;');
    expect(page).toContain('<a href="/reference">');
  });
});
