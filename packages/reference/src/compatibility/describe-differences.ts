import type { ChangeOfContract, Difference } from './difference.ts';
import { howToMend } from './how-to-mend.ts';
import { RULES } from './schema-change.ts';

/** Who is bound by the contract of a difference; see `FindParties`. */
export type PartiesOf = (difference: Pick<Difference, 'kind' | 'contract'>) => readonly string[];

/** Where one change shows in many places, so many are named. */
const MAX_PLACES = 4;

/**
 * Tells differences to a person, contract by contract: where, what it was and is, whom it breaks, and what to do.
 *
 * @param partiesOf is asked for contracts that break
 */
export function describeDifferences(differences: readonly Difference[], partiesOf: PartiesOf): string {
  const byContract = Map.groupBy(differences, ({ kind, contract }) => `${kind} ${contract}`);
  return [...byContract.values()].map((each) => describeContract(each, partiesOf)).join('\n\n');
}

const SINGULAR = { envelopes: 'envelope', events: 'event', commands: 'command', routes: 'route' } as const;

const SAYS: Readonly<Record<ChangeOfContract, string>> = {
  'contract-added': 'a new contract',
  'contract-removed': 'the contract was removed or renamed',
  'fact-changed': 'is another one now',
  'code-added': 'a new code',
  'code-removed': 'a code that is no longer answered',
  'status-changed': 'a code is gone, or has another status',
};

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

/** Differences that say the same of several places, as one shared schema has them. */
function alike(differences: readonly Difference[]): readonly (readonly Difference[])[] {
  return [
    ...Map.groupBy(differences, (each) =>
      [each.change, each.was, each.is, howToMend(each)].join('\n'),
    ).values(),
  ];
}

function describeAlike(differences: readonly Difference[]): readonly string[] {
  const [first] = differences;
  if (first === undefined) return [];
  const { change, severity, was, is } = first;
  const places = differences.slice(0, MAX_PLACES).map(({ pointer }) => pointer);
  const more = differences.length - places.length;
  const says = change in SAYS ? SAYS[change as ChangeOfContract] : RULES[change as keyof typeof RULES].says;
  return [
    `  ${severity}: ${[places.join(', '), says].filter((part) => part !== '').join(' ')}${more > 0 ? ` (and ${more} more places)` : ''}`,
    ...(change.startsWith('contract-') ? [] : [`    was: ${was}`, `    is:  ${is}`]),
    ...(severity === 'breaking' ? [`    How to mend it: ${howToMend(first)}`] : []),
  ];
}
