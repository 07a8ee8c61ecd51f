import { extractTexts } from './extract-texts.ts';

const SOURCE = `
/** Places an order. */
// First line,
// second line.
// biome-ignore lint/x: a directive
export const route = defineRoute({ summary: 'Place an order.', body: z.string().check(z.describe('The note.')) });
describe('placeOrder', () => {
  it.each([1])('rejects %s', () => {});
});
throw new UsageError(\`--port must be a number, not "\${port}"\`);
logger.warn(isLate ? 'late' : 'early', error);
const text = 'not a text that people read'; // after code
`;

describe('extractTexts', () => {
  it('returns comments, test names, descriptions and messages of TypeScript with their lines', () => {
    expect(extractTexts('a.ts', SOURCE)).toEqual([
      { kind: 'comment', line: 2, text: 'Places an order.' },
      { kind: 'comment', line: 3, text: 'First line, second line. biome-ignore lint/x: a directive' },
      { kind: 'comment', line: 12, text: 'after code' },
      { kind: 'description', line: 6, text: 'Place an order.' },
      { kind: 'description', line: 6, text: 'The note.' },
      { kind: 'test name', line: 7, text: 'placeOrder' },
      { kind: 'test name', line: 8, text: 'rejects %s' },
      { kind: 'message', line: 10, text: '--port must be a number, not "…"' },
      { kind: 'message', line: 11, text: 'late' },
      { kind: 'message', line: 11, text: 'early' },
    ]);
  });

  it('returns comments and descriptions of YAML', () => {
    const source = '# One comment\n# of two lines.\nkey: 1\ndescription: Reads orders\n';

    expect(extractTexts('a.yml', source)).toEqual([
      { kind: 'comment', line: 1, text: 'One comment of two lines.' },
      { kind: 'description', line: 4, text: 'Reads orders' },
    ]);
  });

  it('returns the prose of Markdown, without code and targets of links', () => {
    const source = 'See [the list](./story.md) and `letGo`.\n```\ncode\n```\n';

    expect(extractTexts('a.md', source)).toEqual([
      { kind: 'documentation', line: 1, text: 'See [the list] and `…`.' },
    ]);
  });
});
