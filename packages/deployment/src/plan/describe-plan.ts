import type { PlannedChange } from './compare-templates.ts';

/** Maximum number of added resources to list: a first deployment adds hundreds. */
const MAX_ADDED = 20;
const MARKS: Readonly<Record<PlannedChange['kind'], string>> = {
  added: '+',
  changed: '~',
  replaced: '±',
  'perhaps replaced': '±',
  removed: '-',
  'left behind': '-',
};

/** Returns the plan of one service as text, dangerous changes first. */
export function describePlan(service: string, stage: string, changes: readonly PlannedChange[]): string {
  if (changes.length === 0) return `${service} on ${stage}: nothing changes`;
  const kinds = Object.keys(MARKS) as PlannedChange['kind'][];
  const counts = kinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const code = changes.filter(({ properties }) => properties.includes('code')).length;
  const dangerous = changes.filter(({ danger }) => danger !== undefined);
  const others = changes.filter(({ danger }) => danger === undefined);
  const added = others.filter(({ kind }) => kind === 'added');
  const shown = others.filter((change) => change.kind !== 'added' || added.indexOf(change) < MAX_ADDED);
  return [
    `${service} on ${stage}: ${counts.join(', ')}; ${code} functions with other code`,
    ...[...dangerous, ...shown].map(describeChange),
    ...(added.length > MAX_ADDED ? [`  + and ${added.length - MAX_ADDED} more`] : []),
  ].join('\n');
}

function describeChange({ logicalId, type, kind, properties, danger }: PlannedChange): string {
  const because = properties.length === 0 ? '' : `: ${properties.join(', ')}`;
  const warning = danger === undefined ? '' : `\n    DANGER: ${danger}`;
  return `  ${MARKS[kind]} ${logicalId} (${type}) is ${kind}${because}${warning}`;
}
