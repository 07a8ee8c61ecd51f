import { parse } from 'yaml';

/** One file of `.changeset`: what users notice of a change. */
type Changeset = { readonly packages: readonly string[]; readonly isMinor: boolean; readonly text: string };

/** Sections of a version, each with the packages that its changes name; a change is in the first that fits. */
const SECTIONS: readonly (readonly [title: string, names: RegExp])[] = [
  [
    'Services, API and events',
    /^@tradepost\/(catalog|contracts|inventory|operations|orders|payments|platform)$/,
  ],
  ['Client', /^@tradepost\/client$/],
  ['Commands, local cloud and checks', /./],
];

/**
 * Returns the section of a version in the changelog, as Markdown.
 *
 * @param changesets the texts of the files of `.changeset`, in order
 * @param date of the release, as `2026-11-29`
 */
export function toChangelogSection(changesets: readonly string[], version: string, date: string): string {
  const all = changesets.map(parseChangeset);
  const parts = SECTIONS.map(([title], index) => {
    const own = all.filter((each) => sectionOf(each) === index);
    // New features before fixes.
    const ordered = own.toSorted((one, other) => Number(other.isMinor) - Number(one.isMinor));
    return own.length === 0 ? '' : `### ${title}\n\n${ordered.map(toListItem).join('\n')}\n`;
  });
  return [`## ${version} (${date})\n`, ...parts.filter((part) => part !== '')].join('\n');
}

/** Adds the section of a version to a changelog, above the earlier versions. */
export function addToChangelog(changelog: string, section: string): string {
  const earlier = changelog.search(/^## /m);
  const at = earlier === -1 ? changelog.length : earlier;
  const intro = changelog.slice(0, at).trimEnd();
  return `${intro}\n\n${section}${earlier === -1 ? '' : `\n${changelog.slice(at)}`}`;
}

function parseChangeset(source: string): Changeset {
  const [, header = '', ...body] = source.split(/^---$/m);
  const bumps = (parse(header) ?? {}) as Readonly<Record<string, string>>;
  return {
    packages: Object.keys(bumps),
    isMinor: Object.values(bumps).some((bump) => bump !== 'patch'),
    text: body.join('---').trim(),
  };
}

function sectionOf({ packages }: Changeset): number {
  return SECTIONS.findIndex(([, names]) => packages.some((each) => names.test(each)));
}

function toListItem({ text }: Changeset): string {
  return `- ${text.replaceAll('\n', '\n  ').replace(/^ +$/gm, '')}`;
}
