import type { IncomingMessage, ServerResponse } from 'node:http';
import { respondProblem } from './http-server.ts';

/** A page that the gateway serves beside the APIs. */
export type Page = {
  /** Without a query: `/reference`. Pages of one path differ by `contentType`. */
  readonly path: string;
  readonly contentType: string;
  /** Makes the content at the first request for it; it is kept from then on. */
  readonly body: () => string | Buffer | Promise<string | Buffer>;
};

/** Answers the request if a page has its path; returns whether one has. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * Serves pages to `GET` and `HEAD`. If a path has several, `Accept` chooses: the first one whose media type it names, or else
 * the first. Rejects if a page cannot be made.
 */
export function createPages(pages: readonly Page[]): ServePage {
  const byPath = Map.groupBy(pages, ({ path }) => path);
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
  return async ({ method, url = '/', headers: { accept = '' } }, response) => {
    const candidates = byPath.get(url.replace(/\?.*/s, '').replace(/(?<=.)\/$/, '')) ?? [];
    const page =
      candidates.find(({ contentType }) => accept.includes(mediaTypeOf(contentType))) ?? candidates[0];
    if (page === undefined) return false;
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD');
      respondProblem(response, 405, `${page.path} takes GET and HEAD only`);
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

/** Without its parameters: `text/html` of `text/html; charset=utf-8`. */
function mediaTypeOf(contentType: string): string {
  return contentType.split(';', 1)[0] ?? '';
}
