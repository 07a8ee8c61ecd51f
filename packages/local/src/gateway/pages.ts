import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondProblem } from './http-server.ts';

/** Page that the gateway serves next to the APIs. */
export type Page = {
  /** Path without a query, such as `/reference`. Pages with the same path differ by `contentType`. */
  readonly path: string;
  readonly contentType: string;
  /** Creates the content at the first request. The result is cached. */
  readonly body: () => string | Buffer | Promise<string | Buffer>;
};

/** Answers the request if a page has its path. Returns true if it was answered. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves pages to `GET` and `HEAD`. If a path has several pages, `Accept` selects the first one whose media type it names, or
 * else the first one. Rejects if the content cannot be created.
 */
export function createPages(pages: readonly Page[]): ServePage {
  const byPath = Map.groupBy(pages, ({ path }) => path);
  const bodies = new Map<Page, Promise<string | Buffer>>();

  const bodyOf = (page: Page): Promise<string | Buffer> => {
    const kept = bodies.get(page);
    if (kept !== undefined) return kept;
    const body = Promise.resolve().then(page.body);
    bodies.set(page, body);
    // A failure is not cached: the next request tries again.
    body.catch(() => bodies.delete(page));
    return body;
  };
  return async ({ method, url = '/', headers: { accept = '' } }, response) => {
    const candidates = byPath.get(url.replace(/\?.*/s, '').replace(/(?<=.)\/$/, '')) ?? [];
    const page =
      candidates.find(({ contentType }) => accept.includes(mediaTypeOf(contentType))) ?? candidates[0];
    if (page === undefined) return false;
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      respondProblem(response, 405, `${page.path} only accepts GET and HEAD`);
      return true;
    }
    const body = await bodyOf(page);
    response.writeHead(200, {
      'content-type': page.contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-cache',
      ...(candidates.length > 1 ? { vary: 'accept' } : {}),
    });
    response.end(method === 'HEAD' ? undefined : body);
    return true;
  };
}

/** Removes the parameters: `text/html` from `text/html; charset=utf-8`. */
function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0] ?? '';
}
