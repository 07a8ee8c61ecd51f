import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOfRule } from './rule-reasons.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tradepost-rules-'));
  const folder = join(root, 'services', 'shop');
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'src', 'sagas'), { recursive: true });
  writeFileSync(
    join(folder, 'resources', 'rules.yml'),
    `# Mugs are shown
# in the window.
MugMade:
  source: tradepost.kiln
# Broken mugs are swept up.
MugBroken:
  source: tradepost.kiln
MugLost:
  source: tradepost.kiln
`,
  );
  writeFileSync(
    join(folder, 'src', 'sagas', 'glaze-mug.yml'),
    '# A mug is glazed when it is dry.\nname: glaze\nid: GlazeMug\n',
  );
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('reasonOfRule', () => {
  it.each([
    ['MugMadeRule', 'Mugs are shown in the window.'],
    ['MugBrokenRule', 'Broken mugs are swept up.'],
    ['GlazeMugEventsRuleCloudWatchEvent1', 'A mug is glazed when it is dry.'],
  ])('returns the comment of %s', (logicalId, reason) => {
    expect(reasonOfRule(root, 'shop', logicalId)).toBe(reason);
  });

  it('rejects a rule without a comment', () => {
    expect(() => reasonOfRule(root, 'shop', 'MugLostRule')).toThrow(
      /rules\.yml: give the rule MugLost a comment with the reason why shop consumes its events$/,
    );
  });
});
