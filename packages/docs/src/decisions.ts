import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Subjects of decisions, in the order of the index. */
const SUBJECTS: Readonly<Record<string, string>> = {
  orders: 'Orders and sagas',
  inventory: 'Inventory',
  payments: 'Payments',
  pricing: 'Prices, promotions and taxes',
  customers: 'Customers and their data',
  events: 'Events and publishing',
  api: 'API and contracts',
  security: 'Access and data protection',
  operations: 'Operations',
  deployment: 'Deployment and AWS',
  local: 'Local cloud',
  testing: 'Testing and simulation',
  code: 'Code and repository',
};

const FILE = /^(\d{4})-[a-z0-9-]+\.md$/;
const STATUS =
  /^Status: (?:accepted, \d{4}-\d{2}-\d{2}(?:; amended by (\S+))?|superseded by (\S+), \d{4}-\d{2}-\d{2})$/;
const LINK = /^\[(\d{4})\]\((\1-[a-z0-9-]+\.md)\)$/;
const SECTIONS = ['Context', 'Decision', 'Alternatives'];

export type Decision = {
  readonly number: string;
  readonly file: string;
  readonly title: string;
  readonly subject: string;
  /** File of the decision that replaced this one. */
  readonly supersededBy?: string;
};

/**
 * Reads the numbered pages of a folder, ordered by number.
 *
 * @throws Error if a page does not have the form that `packages/docs/README.md` describes, or a number is used twice
 */
export function readDecisions(folder: string): readonly Decision[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.md') && name !== 'index.md')
    .toSorted();
  const decisions = files.map((file) => parseDecision(file, readFileSync(join(folder, file), 'utf8')));
  const numbers = decisions.map(({ number }) => number);
  const repeated = numbers.find((number, index) => numbers.indexOf(number) !== index);
  if (repeated !== undefined) throw new Error(`The number ${repeated} is used by two decisions`);
  return decisions;
}

/**
 * Parses the page of a decision.
 *
 * @param file name of the file, such as `0001-orders-are-rejected-before-compensations.md`
 * @param text content of the page
 * @throws Error if the page does not have the form that `packages/docs/README.md` describes
 */
export function parseDecision(file: string, text: string): Decision {
  const fail = (rule: string): never => {
    throw new Error(`${file}: ${rule}`);
  };
  const number = FILE.exec(file)?.[1] ?? fail('the name must be NNNN-title.md');
  const [title = '', , status = '', , subject = ''] = text.split('\n');
  if (!title.startsWith('# ')) fail('the first line must be the title, "# …"');
  const found =
    STATUS.exec(status) ?? fail(`"${status}" must be a status, such as "Status: accepted, 2026-11-29"`);
  const other = found[1] ?? found[2];
  const link =
    other === undefined ? undefined : (LINK.exec(other) ?? fail(`"${other}" must be a link to a decision`));
  const name = subject.replace(/^Subject: /, '');
  if (!Object.hasOwn(SUBJECTS, name)) fail(`"${subject}" must be one of ${Object.keys(SUBJECTS).join(', ')}`);
  for (const section of SECTIONS) {
    if (!text.includes(`\n## ${section}\n`)) fail(`the section "## ${section}" is missing`);
  }
  const decision = { number, file, title: title.slice(2), subject: name };
  return found[2] === undefined || link?.[2] === undefined
    ? decision
    : { ...decision, supersededBy: link[2] };
}

/** Groups decisions by subject, in the order of the index. Subjects without decisions are left out. */
export function groupBySubject(
  decisions: readonly Decision[],
): readonly { readonly subject: string; readonly decisions: readonly Decision[] }[] {
  return Object.entries(SUBJECTS)
    .map(([key, subject]) => ({ subject, decisions: decisions.filter((each) => each.subject === key) }))
    .filter((group) => group.decisions.length > 0);
}

const FOLDER = join(import.meta.dirname, '..', 'decisions');

/** Writes the index of all decisions; returns its path in the repository. */
export function writeIndex(): string {
  writeFileSync(join(FOLDER, 'index.md'), describeIndex(readDecisions(FOLDER)));
  return 'packages/docs/decisions/index.md';
}

/** Returns `decisions/index.md`: all decisions by subject, the superseded ones marked. */
export function describeIndex(decisions: readonly Decision[]): string {
  const sections = groupBySubject(decisions).map(
    (group) => `## ${group.subject}\n\n${group.decisions.map(toLine).join('\n')}\n`,
  );
  return `# Decisions

<!-- Written by \`pnpm generate pages\`. -->

Decisions that are hard to undo, with the alternatives that were considered. A superseded decision stays, because it explains the
one that replaced it. [How to add one](../README.md#decisions)

${sections.join('\n')}`;
}

function toLine({ number, file, title, supersededBy }: Decision): string {
  const note =
    supersededBy === undefined ? '' : ` (superseded by [${supersededBy.slice(0, 4)}](${supersededBy}))`;
  return `- ${number} [${title}](${file})${note}`;
}
