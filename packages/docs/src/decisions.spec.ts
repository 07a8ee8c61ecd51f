import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeIndex, parseDecision, readDecisions } from './decisions.ts';

const FOLDER = join(import.meta.dirname, '..', 'decisions');

const page = ({
  title = '# Orders are rejected first',
  status = 'Status: accepted, 2026-11-24',
  subject = 'Subject: orders',
  sections = ['Context', 'Decision', 'Alternatives'],
} = {}) =>
  `${title}\n\n${status}\n\n${subject}\n\n${sections.map((name) => `## ${name}\n\nText.\n`).join('\n')}`;

describe('parseDecision', () => {
  it('reads title, subject and status', () => {
    expect(parseDecision('0001-orders.md', page())).toEqual({
      number: '0001',
      file: '0001-orders.md',
      title: 'Orders are rejected first',
      subject: 'orders',
    });
    const status = 'Status: superseded by [0056](0056-queues.md), 2026-11-24';
    expect(parseDecision('0012-cards.md', page({ status }))).toMatchObject({
      supersededBy: '0056-queues.md',
    });
    const amended = 'Status: accepted, 2026-11-24; amended by [0023](0023-eslint.md)';
    expect(parseDecision('0007-types.md', page({ status: amended }))).not.toHaveProperty('supersededBy');
  });

  it.each([
    ['orders.md', page(), 'the name must be NNNN-title.md'],
    ['0001-orders.md', page({ title: 'Orders' }), 'the first line must be the title'],
    ['0001-orders.md', page({ status: 'Status: draft' }), '"Status: draft" must be a status'],
    ['0001-orders.md', page({ status: 'Status: superseded by 0056, 2026-11-24' }), '"0056" must be a link'],
    [
      '0001-orders.md',
      page({ subject: 'Subject: mugs' }),
      '"Subject: mugs" must be one of orders, inventory',
    ],
    [
      '0001-orders.md',
      page({ sections: ['Context', 'Decision'] }),
      'the section "## Alternatives" is missing',
    ],
  ])('rejects the page %s: %#', (file, text, message) => {
    expect(() => parseDecision(file, text)).toThrow(message);
  });
});

describe('describeIndex', () => {
  it('lists decisions by subject, and marks superseded ones', () => {
    const decisions = [
      parseDecision('0001-mugs.md', page({ title: '# Mugs', subject: 'Subject: local' })),
      parseDecision(
        '0002-orders.md',
        page({ status: 'Status: superseded by [0003](0003-more.md), 2026-11-24' }),
      ),
    ];
    expect(describeIndex(decisions)).toContain(`## Orders and sagas

- 0002 [Orders are rejected first](0002-orders.md) (superseded by [0003](0003-more.md))

## Local cloud

- 0001 [Mugs](0001-mugs.md)
`);
  });
});

describe('the decisions', () => {
  const decisions = readDecisions(FOLDER);

  it('are numbered without a gap', () => {
    expect(decisions.map(({ number }) => Number(number))).toEqual(decisions.map((_each, index) => index + 1));
  });

  it('are in the committed index (pnpm generate pages)', () => {
    expect(readFileSync(join(FOLDER, 'index.md'), 'utf8')).toBe(describeIndex(decisions));
  });

  it('are superseded by pages that exist', () => {
    const superseded = decisions.flatMap(({ supersededBy }) => supersededBy ?? []);
    expect(superseded.filter((file) => !existsSync(join(FOLDER, file)))).toEqual([]);
  });
});
