import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@tradepost/local/gateway/pages';
import { build } from 'esbuild';

export const SHOP_PATH = '/shop';

/** Allows the page its own script and style, and requests to its own server; nothing inline, no other host, no frames. */
const POLICY = [
  "default-src 'none'",
  ...["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self'"],
  ...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"],
].join('; ');

const FOLDER = join(import.meta.dirname, '..', 'page');
const read = (name: string) => () => readFile(join(FOLDER, name));

/** The shop as pages of the API's own server. `pay.html` is the page of the simulated payment
 * provider. Scripts are bundled at the first request. */
export function createShopPages(): readonly Page[] {
  const html = {
    contentType: 'text/html; charset=utf-8',
    headers: { 'content-security-policy': POLICY, 'referrer-policy': 'no-referrer' },
  };
  const contentType = 'text/javascript; charset=utf-8';
  return [
    { path: SHOP_PATH, ...html, body: read('index.html') },
    { path: `${SHOP_PATH}/pay.html`, ...html, body: read('pay.html') },
    { path: `${SHOP_PATH}/shop.css`, contentType: 'text/css; charset=utf-8', body: read('shop.css') },
    { path: `${SHOP_PATH}/shop.js`, contentType, body: () => bundle('main.ts') },
    { path: `${SHOP_PATH}/pay.js`, contentType, body: () => bundle('pay.ts') },
  ];
}

async function bundle(name: string): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: [join(FOLDER, name)], bundle: true, write: false, logLevel: 'silent' },
    ...{ platform: 'browser', format: 'esm', target: 'es2022', minify: true },
  });
  return outputFiles[0]?.text ?? '';
}
