import type { IncomingMessage, ServerResponse } from 'node:http';

/** Something to be read in a browser, which the gateway shows beside the APIs. */
export type Page = {
  /** Without a query: `/reference`. */
  readonly path: string;
  readonly contentType: string;
  /** Makes the content, when it is asked for the first time; it is kept from then on. */
  readonly body: () => string | Buffer | Promise<string | Buffer>;
};

/** Answers the request where a page has its path; says whether one had. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** Takes pages; returns what serves them to GET and HEAD requests. Rejects where a page cannot be made. */
export function createPages(pages: readonly Page[]): ServePage {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const bodies = new Map<Page, Promise<string | Buffer>>();

  const bodyOf = (page: Page): Promise<string | Buffer> => {
    const kept = bodies.get(page);
    if (kept !== undefined) return kept;
    const body = Promise.resolve().then(page.body);
    bodies.set(page, body);
    // What failed is tried again.
    body.catch(() => bodies.delete(page));
    return body;
  };
  return async ({ method, url = '/' }, response) => {
    const page = byPath.get(url.replace(/\?.*/s, '').replace(/(?<=.)\/$/, ''));
    if (page === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
    const body = await bodyOf(page);
    response.writeHead(200, {
      'content-type': page.contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-cache',
    });
    response.end(method === 'HEAD' ? undefined : body);
    return true;
  };
}
