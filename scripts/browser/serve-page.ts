import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** A page on an origin of its own, which runs a script. */
export type ServedPage = { readonly url: string; readonly close: () => Promise<void> };

const PAGE = '<!doctype html><title>Tradepost</title><script type="module" src="/page.js"></script>';

/**
 * Bundles a script for browsers and serves a page with it.
 *
 * @param script the path of its source
 * @throws where the script, or anything that it imports, needs what browsers do not have, such as `node:fs`
 */
export async function servePage(script: string): Promise<ServedPage> {
  const { outputFiles } = await build({
    ...{ entryPoints: [script], bundle: true, write: false, logLevel: 'silent' },
    ...{ platform: 'browser', format: 'esm', target: 'es2022' },
  });
  const code = outputFiles[0]?.text ?? '';
  const server = createServer(({ url }, response) => {
    const [type, body] = url === '/page.js' ? ['text/javascript', code] : ['text/html', PAGE];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
