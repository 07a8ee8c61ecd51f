import { addToChangelog, toChangelogSection } from './changelog.ts';

const CHANGESETS = [
  '---\n"tradepost": patch\n---\n\nA command.\n',
  "---\n'@tradepost/client': patch\n'@tradepost/contracts': patch\n---\n\nA fix.\n\n- Of one route.\n",
  "---\n'@tradepost/orders': minor\n---\n\nA feature.\n",
];
const SECTION = `## 0.1.0 (2026-11-29)

### Services, API and events

- A feature.
- A fix.

  - Of one route.

### Commands, local cloud and checks

- A command.
`;

describe('toChangelogSection', () => {
  it('groups changes by their packages, features first', () => {
    expect(toChangelogSection(CHANGESETS, '0.1.0', '2026-11-29')).toBe(SECTION);
  });
});

describe('addToChangelog', () => {
  it('puts the newest version first', () => {
    const first = addToChangelog('# Changelog\n\nIntroduction.\n', '## 1\n');
    expect(first).toBe('# Changelog\n\nIntroduction.\n\n## 1\n');
    expect(addToChangelog(first, '## 2\n')).toBe('# Changelog\n\nIntroduction.\n\n## 2\n\n## 1\n');
  });
});
