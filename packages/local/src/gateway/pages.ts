import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondProblem } from './http-server.ts';

/** Page that the gateway serves next to the APIs. */
export type Page = {
  /** Path without a query, such as `/reference`. Pages with the same path differ by `contentType`. */
  readonly path: string;
  readonly contentType: string;
  /** Further headers of the response, such as a Content-Security-Policy. */
  readonly headers?: Readonly<Record<string, string>>;
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
  const bodyOf = onceEach((page: Page) => page.body());
  return async ({ method, url = '/', headers: { accept = '' } }, response) => {
    const candidates = byPath.get(url.replace(/\?.*/s, '').replace(/(?<=.)\/$/, '')) ?? [];
    const page =
      candidates.find(({ contentType }) => accept.includes(mediaTypeOf(contentType))) ?? candidates[0];
    if (page === undefined) return false;
    if (refuseMethod(method, page.path, response)) return true;
    const body = await bodyOf(page);
    response.writeHead(200, {
      'content-type': page.contentType,
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-cache',
      ...page.headers,
      ...(candidates.length > 1 ? { vary: 'accept' } : {}),
    });
    response.end(method === 'HEAD' ? undefined : body);
    return true;
  };
}

/** Answers 405 to methods other than `GET` and `HEAD`. Returns true if it has answered. */
export function refuseMethod(method: string | undefined, path: string, response: ServerResponse): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  response.setHeader('allow', 'GET, HEAD');
  respondProblem(response, 405, `${path} only accepts GET and HEAD`);
  return true;
}

/** Returns a function that calls `make` once for each key. A failure is not kept: the next call tries again. */
export function onceEach<Key, Made>(make: (key: Key) => Made | Promise<Made>): (key: Key) => Promise<Made> {
  const made = new Map<Key, Promise<Made>>();
  return (key) => {
    const found = made.get(key) ?? Promise.resolve().then(() => make(key));
    made.set(key, found);
    found.catch(() => made.delete(key));
    return found;
  };
}

/** Removes the parameters: `text/html` from `text/html; charset=utf-8`. */
function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0] ?? '';
}
