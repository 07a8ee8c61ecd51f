import { isRecord } from '@tradepost/event-rules/is-record';
import { compareSchemas } from './compare-schemas.ts';
import { type ChangeOfContract, CONTRACT_CHANGES, type Difference } from './difference.ts';
import { type Direction, RULES } from './schema-change.ts';
import { type ContractEntry, type ContractKind, lookupIn, type Snapshot } from './snapshot.ts';
import { ABSENT, step } from './walk.ts';

/**
 * Returns the differences between two snapshots, ordered by contract.
 *
 * @param before the committed snapshot
 * @param after the snapshot of the current contracts
 */
export function compareSnapshots(before: Snapshot, after: Snapshot): readonly Difference[] {
  return KINDS.flatMap((kind) => {
    const names = new Set([...Object.keys(before[kind]), ...Object.keys(after[kind])]);
    return [...names].toSorted().flatMap((contract) => compareContract({ kind, contract }, before, after));
  });
}

const KINDS: readonly ContractKind[] = ['envelopes', 'events', 'commands', 'routes'];

/** The schemas of a contract, each with the direction of its data. */
const PARTS: Readonly<Record<ContractKind, Readonly<Record<string, Direction>>>> = {
  envelopes: { message: 'message', body: 'output' },
  events: { data: 'message' },
  commands: { data: 'input', reply: 'output' },
  routes: { request: 'input', answer: 'output' },
};

type Named = Pick<Difference, 'kind' | 'contract'>;

function compareContract(named: Named, before: Snapshot, after: Snapshot): readonly Difference[] {
  const was = before[named.kind][named.contract];
  const is = after[named.kind][named.contract];
  if (was === undefined) return [changed(named, '', 'contract-added', ABSENT, 'there')];
  if (is === undefined) return [changed(named, '', 'contract-removed', 'there', ABSENT)];
  const members = new Set([...Object.keys(was), ...Object.keys(is)]);
  return [...members].toSorted().flatMap((member) => {
    const direction = PARTS[named.kind][member];
    return direction === undefined
      ? compareFact(named, member, was, is)
      : comparePart(named, member, direction, { entry: was, of: before }, { entry: is, of: after });
  });
}

type Place = { readonly entry: ContractEntry; readonly of: Snapshot };

function comparePart(
  named: Named,
  part: string,
  direction: Direction,
  before: Place,
  after: Place,
): readonly Difference[] {
  const [was, is] = [before, after].map(({ entry, of }) => ({
    schema: (entry[part] ?? {}) as ContractEntry,
    lookup: lookupIn(of),
  })) as [Parameters<typeof compareSchemas>[0], Parameters<typeof compareSchemas>[1]];
  return compareSchemas(was, is).flatMap((found) => {
    const severity = RULES[found.change][direction];
    if (severity === 'none') return [];
    return [{ ...named, ...found, pointer: `/${part}${found.pointer}`, direction, severity }];
  });
}

/**
 * Internal facts: callers do not see which service and function answer a route, which kind of limit it has, or which id is the
 * subject of a command.
 */
const INTERNAL_FACTS = new Set(['routes name', 'routes service', 'routes throttle', 'commands subject']);

function compareFact(
  named: Named,
  fact: string,
  before: ContractEntry,
  after: ContractEntry,
): readonly Difference[] {
  const [was, is] = [before[fact], after[fact]];
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  // A snapshot of before the contract had this list has no such fact.
  if (Array.isArray(was ?? []) && Array.isArray(is))
    return compareCodes(named, fact, (was ?? []) as string[], is);
  if (isRecord(was) && isRecord(is)) return compareStatuses(named, fact, was, is);
  const change = INTERNAL_FACTS.has(`${named.kind} ${fact}`) ? 'restated' : 'fact-changed';
  return [changed(named, `/${fact}`, change, String(was), String(is))];
}

/** Added and removed codes are additions: callers handle an unknown code by its status. */
function compareCodes(
  named: Named,
  fact: string,
  was: readonly string[],
  is: readonly string[],
): readonly Difference[] {
  const added = is.filter((code) => !was.includes(code));
  const removed = was.filter((code) => !is.includes(code));
  return [
    ...added.map((code) => changed(named, `/${fact}`, 'code-added', ABSENT, code)),
    ...removed.map((code) => changed(named, `/${fact}`, 'code-removed', code, ABSENT)),
  ];
}

type Table = Readonly<Record<string, unknown>>;

function compareStatuses(named: Named, fact: string, was: Table, is: Table): readonly Difference[] {
  const codes = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (code) => was[code] !== is[code],
  );
  return codes.map((code) =>
    changed(
      named,
      step(`/${fact}`, code),
      was[code] === undefined ? 'code-added' : 'status-changed',
      String(was[code] ?? ABSENT),
      String(is[code] ?? ABSENT),
    ),
  );
}

function changed(
  named: Named,
  pointer: string,
  change: ChangeOfContract | 'restated',
  was: string,
  is: string,
): Difference {
  const severity = change === 'restated' ? 'addition' : CONTRACT_CHANGES[change].severity;
  return { ...named, pointer, change, severity, was, is };
}
