import { CONTRACT_CHANGES, type Difference } from './difference.ts';
import { howToFix } from './how-to-fix.ts';
import { RULES } from './schema-change.ts';

/** Returns the parties that depend on the contract of a difference; see `FindParties`. */
export type PartiesOf = (difference: Pick<Difference, 'kind' | 'contract'>) => readonly string[];

/** Maximum number of places that are listed for one change. */
const MAX_PLACES = 4;

/**
 * Describes differences for people, by contract: the place, the old and the new value, the affected parties and the fix.
 *
 * @param partiesOf called for contracts with a breaking difference
 */
export function describeDifferences(differences: readonly Difference[], partiesOf: PartiesOf): string {
  const byContract = Map.groupBy(differences, ({ kind, contract }) => `${kind} ${contract}`);
  return [...byContract.values()].map((each) => describeContract(each, partiesOf)).join('\n\n');
}

const SINGULAR = { envelopes: 'envelope', events: 'event', commands: 'command', routes: 'route' } as const;

function describeContract(differences: readonly Difference[], partiesOf: PartiesOf): string {
  const [first] = differences;
  if (first === undefined) return '';
  const breaks = differences.some(({ severity }) => severity === 'breaking');
  const parties = breaks ? partiesOf(first) : [];
  return [
    `${SINGULAR[first.kind]} ${first.contract}${breaks ? ' BREAKS' : ''}`,
    ...parties.map((party) => `  for ${party}`),
    ...alike(differences).flatMap(describeAlike),
  ].join('\n');
}

/** Groups equal differences at several places, which a shared schema causes. */
function alike(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  return [
    ...Map.groupBy(differences, (each) =>
      [each.change, each.was, each.is, howToFix(each)].join('\n'),
    ).values(),
  ];
}

function describeAlike(differences: readonly Difference[]): readonly string[] {
  const [first] = differences;
  if (first === undefined) return [];
  const { change, severity, was, is } = first;
  const places = differences.slice(0, MAX_PLACES).map(({ pointer }) => pointer);
  const more = differences.length - places.length;
  const { text } = { ...RULES, ...CONTRACT_CHANGES }[change];
  return [
    `  ${severity}: ${[places.join(', '), text].filter((part) => part !== '').join(' ')}${more > 0 ? ` (and ${more} more places)` : ''}`,
    ...(change.startsWith('contract-') ? [] : [`    was: ${was}`, `    is:  ${is}`]),
    ...(severity === 'breaking' ? [`    How to fix it: ${howToFix(first)}`] : []),
  ];
}
