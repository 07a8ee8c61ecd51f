import { escapeHtml } from '@tradepost/local/gateway/escape-html';
import type { Page } from '@tradepost/local/gateway/pages';
import type { LocalCloud } from '@tradepost/local/local-cloud';
import { describeFirstCalls } from './first-calls.ts';

type HomeCloud = Pick<LocalCloud, 'url' | 'awsEndpoint' | 'services'>;
type Paths = { readonly reference: string; readonly docs: string };
type Link = { readonly path: string; readonly text: string };

/**
 * `GET /` of the local cloud: running services, the reference, a first order, and the operations. JSON by default, HTML for
 * clients that accept it, such as browsers.
 *
 * @param paths paths of the API reference and of the documentation site
 * @param cloud resolves when the cloud runs
 */
export function createHomePages(paths: Paths, cloud: () => Promise<HomeCloud>): readonly Page[] {
  return [
    {
      path: '/',
      contentType: 'application/json',
      body: async () => `${JSON.stringify(toJson(paths, await cloud()), undefined, 2)}\n`,
    },
    {
      path: '/',
      contentType: 'text/html; charset=utf-8',
      body: async () => toHtml(paths, await cloud()),
    },
  ];
}

const OPERATIONS: readonly Link[] = [
  { path: '/v1/dead-letters', text: 'Dead-letter messages of all services' },
  { path: '/_local/health', text: 'Health of the local cloud' },
];

const EVENTS = '/v1/events?subject=<id>';
const TIMELINE = '/v1/orders/<id>/timeline';

function toJson({ reference, docs }: Paths, { url, awsEndpoint, services }: HomeCloud) {
  const at = (path: string) => `${url}${path}`;
  return {
    name: 'Tradepost, on this machine',
    services,
    api: url,
    awsEndpoint,
    docs: at(`${docs}/`),
    reference: at(reference),
    openapi: at(`${reference}/openapi.json`),
    asyncapi: at(`${reference}/asyncapi.json`),
    products: at('/v1/products'),
    operations: {
      deadLetters: at('/v1/dead-letters'),
      events: at(EVENTS),
      timeline: at(TIMELINE),
      health: at('/_local/health'),
    },
    firstCalls: describeFirstCalls(url),
  };
}

function toHtml({ reference, docs }: Paths, { url, awsEndpoint, services }: HomeCloud): string {
  const link = ({ path, text }: Link) =>
    `<li><a href="${path}">${escapeHtml(text)}</a> <code>GET ${escapeHtml(path)}</code></li>`;
  const read: readonly Link[] = [
    { path: '/shop', text: 'Example shop' },
    { path: `${docs}/`, text: 'Documentation, built at the first request' },
    { path: reference, text: 'API reference, where every route can be tried' },
    { path: `${reference}/openapi.json`, text: 'OpenAPI document of the routes' },
    { path: `${reference}/asyncapi.json`, text: 'AsyncAPI document of the events and commands' },
    { path: '/v1/products', text: 'Products of the shop' },
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tradepost, on this machine</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; padding: 1rem; border: 1px solid currentColor; border-radius: 0.25rem; }
</style>
</head>
<body>
<main>
<h1>Tradepost, on this machine</h1>
<h2>What runs</h2>
<ul>
${services.map((service) => `<li>${escapeHtml(service)}</li>`).join('\n')}
</ul>
<p>API: <code>${escapeHtml(url)}</code>. AWS APIs: <code>aws --endpoint-url ${escapeHtml(awsEndpoint)} …</code></p>
<h2>Read</h2>
<ul>
${read.map(link).join('\n')}
</ul>
<h2>First calls</h2>
<pre tabindex="0">${escapeHtml(describeFirstCalls(url))}</pre>
<h2>Operations</h2>
<ul>
${OPERATIONS.map(link).join('\n')}
<li>Events of one order, payment, product or stock: <code>GET ${escapeHtml(EVENTS)}</code></li>
<li>Everything that happened to an order: <code>pnpm tradepost timeline &lt;id&gt;</code>, <code>GET ${escapeHtml(TIMELINE)}</code></li>
<li>All commands: <code>pnpm tradepost --help</code></li>
</ul>
</main>
</body>
</html>
`;
}
