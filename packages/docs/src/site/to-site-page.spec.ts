import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SiteContext, toSitePage } from './to-site-page.ts';

const HOW_TO = { file: 'packages/docs/how-to/add-an-event.md', path: 'how-to/add-an-event' };

let root: string;
let context: SiteContext;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tradepost-docs-'));
  for (const folder of ['packages/docs/how-to', 'services/orders/src'])
    mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'services/orders/serverless.yml'), '');
  context = {
    root,
    pages: [
      HOW_TO,
      { file: 'packages/docs/how-to/index.md', path: 'how-to/index' },
      { file: 'packages/docs/glossary.md', path: 'glossary' },
      { file: 'services/orders/README.md', path: 'services/orders' },
    ],
    generated: ['messages/index', 'messages/OrderPlaced'],
  };
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const convert = (markdown: string, more: Partial<SiteContext> = {}) =>
  toSitePage(HOW_TO, markdown, { ...context, ...more });

describe('toSitePage', () => {
  it.each([
    ['[words](../glossary.md)', '[words](/glossary)'],
    ['[`words`](../glossary.md#decisions)', '[`words`](/glossary#decisions)'],
    ['[guides](index.md)', '[guides](/how-to/)'],
    ['[orders](../../../services/orders/README.md#api)', '[orders](/services/orders#api)'],
    ['[orders](../../../services/orders)', '[orders](/services/orders)'],
    ['[events](../messages/index.md)', '[events](/messages/)'],
    ['a link\nwith a [long\ntext](../glossary.md)', 'a link\nwith a [long\ntext](/glossary)'],
    [
      '[here](#below) and [there](https://example.com/a.md)',
      '[here](#below) and [there](https://example.com/a.md)',
    ],
    ['`[code](../glossary.md)`', '`[code](../glossary.md)`'],
    ['`{{resolve:ssm:…}}`', '<code v-pre>{{resolve:ssm:…}}</code>'],
    [
      '```md\n[code](../nothing.md)\n```\n[words](../glossary.md)',
      '```md\n[code](../nothing.md)\n```\n[words](/glossary)',
    ],
  ])('converts %j', (markdown, expected) => {
    expect(convert(markdown)).toBe(expected);
  });

  it('links to files that are not pages in the repository, if its address is known', () => {
    const link = 'see [the file](../../../services/orders/serverless.yml)';
    expect(convert(link)).toBe('see the file');
    const repositoryUrl = 'https://github.com/owner/name/blob/main';
    expect(convert(link, { repositoryUrl })).toBe(
      `see [the file](${repositoryUrl}/services/orders/serverless.yml)`,
    );
  });

  it('puts images into the page', () => {
    writeFileSync(join(root, 'services/orders/picture.png'), 'PNG');
    expect(convert('![a picture](../../../services/orders/picture.png)')).toBe(
      '![a picture](data:image/png;base64,UE5H)',
    );
  });

  it('rejects a link to a file that does not exist', () => {
    expect(() => convert('[x](../nothing.md)')).toThrow(
      'packages/docs/how-to/add-an-event.md: the link to ../nothing.md leads to no file',
    );
  });

  it('draws a diagram, and gives it the width of the outline', () => {
    expect(convert('```mermaid\nflowchart TD\n  mug --> teapot\n```')).toMatch(
      /^---\naside: false\n---\n\n<div class="diagram-frame" tabindex="0">\n<svg [\s\S]*<\/svg>\n<\/div>$/,
    );
  });

  it('adds the transitions of a diagram of states as a table', () => {
    expect(convert('```mermaid\nstateDiagram-v2\n  placed --> confirmed: OrderConfirmed\n```')).toContain(
      '| `placed` | `OrderConfirmed` | `confirmed` |',
    );
  });
});
