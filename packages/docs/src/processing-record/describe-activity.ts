import type { PersonalKind } from '@tradepost/contracts/fields/personal-data';
import {
  accessOf,
  MATRIX_CALLERS,
  type MatrixAccess,
  type MatrixCaller,
} from '@tradepost/reference/access/access-matrix';
import type { ContractPart } from '@tradepost/reference/personal-data/contract-parts';
import type { Activity } from './activities.ts';
import type { TableFacts } from './stores.ts';

/** A field of personal data in a part of a contract. */
type Use = {
  readonly field: string;
  readonly kind: PersonalKind;
  readonly isSealed: boolean;
  readonly part: ContractPart;
};

/** Fields with the same kind in the same parts. */
type Row = { readonly kind: PersonalKind; readonly uses: readonly Use[] };

/** Callers whom the table of access names, without those who have no account. */
const READERS = MATRIX_CALLERS.filter((caller) => caller !== 'anonymous');

const NO_ACCESS: ReadonlySet<MatrixAccess> = new Set(['unauthenticated', 'forbidden', 'signed']);
const KINDS: readonly PersonalKind[] = ['contact', 'invoice', 'payment', 'pseudonym'];

/**
 * Describes a processing activity in Markdown: its facts, its personal data with the contracts that have it, and who reads it.
 *
 * @param parts of all contracts in the activity's folder
 */
export function describeActivity(
  activity: Activity,
  parts: readonly ContractPart[],
  tables: readonly TableFacts[],
): string {
  const uses = usesIn(parts);
  return `## ${activity.title}

| | |
| --- | --- |
| purpose | ${activity.purpose} |
| legal basis | ${activity.basis} |
| people | ${activity.people} |
| recipients | ${activity.recipients} |
| kept | ${activity.kept} |
| read in clear by | ${describeReaders(uses)} |
| stored in | ${[...tables.map(describeTable), ...(activity.otherStores ?? [])].join('; ')} |

| fields | kind | sent in | shown in | in messages |
| --- | --- | --- | --- | --- |
${rowsOf(uses).map(describeRow).join('')}`;
}

/** Returns true if the contracts of a folder have personal data, which includes pseudonyms. */
export function hasPersonalData(parts: readonly ContractPart[]): boolean {
  return usesIn(parts).length > 0;
}

function usesIn(parts: readonly ContractPart[]): readonly Use[] {
  return parts.flatMap((part) =>
    part.fields.flatMap(({ path, annotation }) =>
      (annotation?.kinds ?? []).map((kind) => ({
        ...{ field: nameOf(path), kind, part },
        isSealed: annotation?.isSealed === true,
      })),
    ),
  );
}

/** Last name of a path; of bytes without fields, `body`. */
function nameOf(path: string): string {
  return path.split('/').findLast((name) => !['', '*', '{key}'].includes(name)) ?? 'body';
}

function describeReaders(uses: readonly Use[]): string {
  const byKind = KINDS.filter((kind) => kind !== 'pseudonym').flatMap((kind) => {
    const readers = readersOf(uses, kind);
    return readers.length === 0 ? [] : [`${kind}: ${readers.join(', ')}`];
  });
  return byKind.join('; ') || 'nobody: responses have pseudonyms at most';
}

/** Callers to whom a response shows data of a kind. The response of a public route shows what its own caller sent. */
function readersOf(uses: readonly Use[], wanted: PersonalKind): readonly MatrixCaller[] {
  const accesses = uses
    .filter(({ kind, isSealed, part }) => part.kind === 'response' && kind === wanted && !isSealed)
    .flatMap(({ part: { route } }) => route?.access ?? []);
  return READERS.filter((caller) =>
    accesses.some((access) =>
      access.kind === 'public' ? caller === 'guest' : !NO_ACCESS.has(accessOf(access, caller)),
    ),
  );
}

function rowsOf(uses: readonly Use[]): readonly Row[] {
  const byField = Map.groupBy(uses, ({ field, kind }) => `${kind} ${field}`);
  const rows = [...byField.values()].map((each): Row => ({ kind: each[0]?.kind ?? 'pseudonym', uses: each }));
  const alike = Map.groupBy(rows, (row) => JSON.stringify([row.kind, placesOf(row)]));
  return [...alike.values()]
    .map((group) => ({ kind: group[0]?.kind ?? 'pseudonym', uses: group.flatMap((row) => row.uses) }))
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/** Contracts with the fields of a row: requests, responses, messages. */
function placesOf({ uses }: Row): readonly (readonly string[])[] {
  const of = (kind: ContractPart['kind']) => [
    ...new Set(
      uses.filter(({ part }) => part.kind === kind).map(({ part, isSealed }) => placeOf(part, isSealed)),
    ),
  ];
  return [of('request'), of('response'), of('message')];
}

function placeOf({ name, route }: ContractPart, isSealed: boolean): string {
  const place = route === undefined ? `\`${name}\`` : `${route.method} \`${route.path}\``;
  return isSealed ? `${place} (sealed)` : place;
}

function describeRow(row: Row): string {
  const fields = [...new Set(row.uses.map(({ field }) => `\`${field}\``))];
  const places = placesOf(row).map((each) => each.join(', ') || '–');
  return `| ${[fields.join(', '), row.kind, ...places].join(' | ')} |\n`;
}

function describeTable({ name, expires, recoveryDays }: TableFacts): string {
  return `table \`${name}\` (${expires ? 'items expire, ' : ''}backups of ${recoveryDays} days)`;
}
