import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { DOCS_PATH, provideDocsSite } from './provide-site.ts';

const TIMEOUT_MS = 180_000;

type HtmlPage = { readonly html: string; readonly ids: ReadonlySet<string> };

/** Pages by their path within the site, such as `how-to/add-an-event`. */
const pages = new Map<string, HtmlPage>();

beforeAll(async () => {
  const folder = await provideDocsSite();
  for (const file of globSync('**/*.html', { cwd: folder })) {
    const html = readFileSync(join(folder, file), 'utf8');
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => decode(id)));
    pages.set(file.slice(0, -'.html'.length), { html, ids });
  }
}, TIMEOUT_MS);

describe('the documentation site', () => {
  it('has the guide, the READMEs, the event catalogue and the decisions', () => {
    for (const path of [
      'index',
      'architecture',
      'how-to/add-a-service',
      'services/orders',
      'packages/lambda',
    ]) {
      expect(pages.has(path)).toBe(true);
    }
    expect(pages.has('messages/OrderPlaced')).toBe(true);
    expect(pages.has('decisions/0001-orders-are-rejected-before-compensations')).toBe(true);
  });

  it('has no link that leads nowhere, and no anchor that does not exist', () => {
    const broken = [...pages].flatMap(([path, { html }]) =>
      linksOf(html)
        .filter((link) => !leadsSomewhere(path, link))
        .map((link) => `${path}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it('loads nothing from other servers', () => {
    const loaded = [...pages.values()].flatMap(({ html }) =>
      [...html.matchAll(/<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)="([^"]+)"/g)].map(
        ([, url = '']) => url,
      ),
    );
    expect(loaded.filter((url) => !url.startsWith(`${DOCS_PATH}/`) && !url.startsWith('data:'))).toEqual([]);
  });

  it('shows the diagrams with a title, and the transitions of state machines as tables', () => {
    expect(pages.get('architecture')?.html.match(/<svg [^>]*role="img"/g)).toHaveLength(3);
    expect(pages.get('state-machines')?.html.match(/<details>/g)).toHaveLength(3);
  });
});

function linksOf(html: string): readonly string[] {
  return [...html.matchAll(/<a\b[^>]* href="([^"]+)"/g)]
    .map(([, href = '']) => decode(href))
    .filter((href) => !/^[a-z]+:/.test(href));
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor = ''] = link.split('#');
  const absolute =
    path === ''
      ? from
      : posix.join(path.startsWith('/') ? '/' : posix.join(DOCS_PATH, posix.dirname(from)), path);
  const target =
    path === ''
      ? from
      : absolute
          .slice(DOCS_PATH.length + 1)
          .replace(/(?:^|(?<=\/))$/, 'index')
          .replace(/\.html$/, '');
  const page = pages.get(target);
  return page !== undefined && (anchor === '' || page.ids.has(decodeURIComponent(anchor)));
}

function decode(text: string): string {
  return text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
}
