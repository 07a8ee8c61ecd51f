import { type Box, drawGraph } from './graph.ts';
import { drawSequence } from './sequence.ts';
import { toInlineSvg, toSvg } from './svg.ts';

const meta = { name: 'shop', title: 'A shop', description: 'A mug & a teapot.', width: 400, height: 200 };
const boxes: readonly Box[] = [
  { id: 'mug', lines: ['Mug'], x: 100, y: 50 },
  { id: 'teapot', lines: ['Teapot <large>'], x: 300, y: 50 },
];

describe('drawGraph', () => {
  it('draws an edge from border to border', () => {
    const { body } = drawGraph({ ...meta, boxes, edges: [{ from: 'mug', to: 'teapot' }] });
    expect(body).toContain('d="M157 50L243 50"');
  });

  it('draws an edge through its corners, and enters a box straight if a corner is beside it', () => {
    const { body } = drawGraph({
      ...meta,
      boxes,
      edges: [
        {
          from: 'mug',
          to: 'teapot',
          via: [
            [100, 150],
            [290, 150],
          ],
        },
      ],
    });
    expect(body).toContain('d="M100 72L100 150L290 150L290 72"');
  });

  it('rejects an edge to a box that does not exist', () => {
    expect(() => drawGraph({ ...meta, boxes, edges: [{ from: 'mug', to: 'vase' }] })).toThrow(
      'shop: there is no box "vase"',
    );
  });
});

describe('drawSequence', () => {
  it('rejects a message of a participant that does not exist', () => {
    const steps = [{ from: 'mug', to: 'vase', text: 'fill' }];
    expect(() => drawSequence({ ...meta, participants: ['mug'], steps })).toThrow(
      'shop: there is no participant "vase"',
    );
  });
});

describe('toSvg', () => {
  const svg = toSvg(drawGraph({ ...meta, boxes, edges: [] }));

  it('has a title and a description for screen readers', () => {
    expect(svg).toContain('role="img" aria-labelledby="shop-title shop-description"');
    expect(svg).toContain('<title id="shop-title">A shop</title>');
    expect(svg).toContain('<desc id="shop-description">A mug &amp; a teapot.</desc>');
  });

  it('escapes text', () => {
    expect(svg).toContain('Teapot &lt;large&gt;');
  });

  it('has colours for light and dark mode, which a page provides instead', () => {
    expect(svg).toContain('@media (prefers-color-scheme: dark)');
    expect(toInlineSvg(svg)).not.toContain('<style>');
  });
});
