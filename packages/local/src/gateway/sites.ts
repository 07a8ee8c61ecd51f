import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { onceEach, refuseMethod, type ServePage } from './pages.ts';

/** A static website that the gateway serves below a path. */
export type Site = {
  /** Path without a slash at its end: `/docs`. */
  readonly path: string;
  /** Returns the folder of the files. Called at the first request; the site may be built then. */
  readonly folder: () => Promise<string>;
};

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const NOT_FOUND = '404.html';

/**
 * Serves static websites to `GET` and `HEAD`. A path leads to the file of its name, to the `.html` file of its name, or to the
 * `index.html` of its folder; every other path gets the site's `404.html`. Rejects if the folder cannot be provided; the next
 * request tries again.
 */
export function createSites(sites: readonly Site[]): ServePage {
  const folderOf = onceEach((site: Site) => site.folder());
  return async (request, response) => {
    const path = (request.url ?? '/').replace(/[?#].*/s, '');
    const site = sites.find((each) => path === each.path || path.startsWith(`${each.path}/`));
    if (site === undefined) return false;
    if (path === site.path) {
      response.writeHead(308, { location: `${site.path}/` }).end();
      return true;
    }
    if (refuseMethod(request.method, site.path, response)) return true;
    const folder = await folderOf(site);
    await respond(folder, decodeURIComponent(path.slice(site.path.length + 1)), request, response);
    return true;
  };
}

async function respond(
  folder: string,
  path: string,
  { method }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = await readFirst(
    folder,
    path === '' ? ['index.html'] : [path, `${path}.html`, join(path, 'index.html')],
  );
  const { file, content } = found ??
    (await readFirst(folder, [NOT_FOUND])) ?? { file: NOT_FOUND, content: Buffer.from('') };
  response.writeHead(found === undefined ? 404 : 200, {
    'content-type': MEDIA_TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': content.length,
    'cache-control': 'no-cache',
  });
  response.end(method === 'HEAD' ? undefined : content);
}

/** Reads the first of the files that exists in the folder, and never a file outside of it. */
async function readFirst(folder: string, files: readonly string[]) {
  for (const file of files) {
    const path = normalize(join(folder, file));
    if (!path.startsWith(`${normalize(folder)}${sep}`) || path.includes('\0')) continue;
    const content = await readFile(path).catch(() => undefined);
    if (content !== undefined) return { file, content };
  }
  return undefined;
}
