import { DIAGRAM_STYLE, describeTransitions, renderDiagram } from './diagram.ts';

const ORDER = `stateDiagram-v2
  accTitle: States of an order
  state "on-hold" as onHold
  [*] --> placed: OrderPlaced
  placed --> onHold: OrderHeld
  placed --> confirmed: OrderConfirmed
  confirmed --> confirmed: LineShipped<br/>LineReturned
  confirmed --> [*]
`;

describe('renderDiagram', () => {
  it('gives the diagram a text for screen readers, and no style or blank lines', () => {
    const svg = renderDiagram(ORDER);
    expect(svg).toMatch(/^<svg role="img" aria-label="States of an order" /);
    expect(svg).not.toMatch(/<style|accTitle|\n\n/);
  });

  it('needs nothing of another server', () => {
    expect(
      `${renderDiagram(ORDER)}${DIAGRAM_STYLE}`.replaceAll('http://www.w3.org/2000/svg', ''),
    ).not.toContain('http');
    expect(DIAGRAM_STYLE).toContain('--_line');
  });

  it('rejects text that is no diagram', () => {
    expect(() => renderDiagram('an order')).toThrow('Invalid mermaid header');
  });
});

describe('describeTransitions', () => {
  it('lists each event of an arrow', () => {
    expect(describeTransitions(ORDER).split('\n').slice(2)).toEqual([
      '| – | `OrderPlaced` | `placed` |',
      '| `placed` | `OrderHeld` | `on-hold` |',
      '| `placed` | `OrderConfirmed` | `confirmed` |',
      '| `confirmed` | `LineShipped` | `confirmed` |',
      '| `confirmed` | `LineReturned` | `confirmed` |',
    ]);
  });
});
