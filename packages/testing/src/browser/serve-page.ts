import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';

/** A page that runs a script, on an origin of its own. */
export type ServedPage = { readonly url: string; readonly close: () => Promise<void> };

const PAGE = '<!doctype html><title>Tradepost</title><script type="module" src="/page.js"></script>';

/**
 * Bundles a script for browsers and serves a page that runs it.
 *
 * @param script path of its source
 * @throws if the script, or a module that it imports, needs something that browsers lack, such as `node:fs`
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
