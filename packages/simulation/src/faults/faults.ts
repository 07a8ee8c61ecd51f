import type { Draw } from '../random.ts';
import { FAULT_KINDS, type FaultKind, faultKinds } from './fault-kinds.ts';

/** One injected fault. Its `id` is the same in each run of the seed, so that a further run can leave it out. */
export type Fault = { readonly id: string; readonly kind: FaultKind; readonly at: string };

/** The faults of one run. */
export type Faults = {
  /** Decides whether a fault happens. `at` names the place, which is the same in each run of the seed. */
  readonly happens: (kind: FaultKind, at: string) => boolean;
  readonly isOn: (kind: FaultKind) => boolean;
  /** Ends all faults. */
  readonly stop: () => void;
  readonly injected: readonly Fault[];
};

export type FaultsConfig = {
  readonly draw: Draw;
  /** Ids of faults to leave out. */
  readonly without?: ReadonlySet<string>;
  /** The kinds that may be on; all by default. */
  readonly kinds?: readonly FaultKind[];
  /** Turns every kind on at its highest rate, instead of a random choice. */
  readonly isAll?: boolean;
  readonly onFault?: (fault: Fault) => void;
};

/** Share of the runs that have no faults at all: they test the ordinary path. */
const QUIET_SHARE = 0.06;
const ON_SHARE = 0.4;

/** Draws which kinds are on in this run, and the rate of each. */
export function createFaults({
  draw,
  without,
  kinds = faultKinds,
  isAll = false,
  onFault,
}: FaultsConfig): Faults {
  const isQuiet = !isAll && draw.chance('quiet', QUIET_SHARE);
  const rates = new Map<FaultKind, number>();
  for (const kind of kinds) {
    const isOn = isAll || (!isQuiet && draw.chance(`on ${kind}`, ON_SHARE));
    const maxRate = FAULT_KINDS[kind];
    if (isOn) rates.set(kind, isAll ? maxRate : maxRate * (0.1 + 0.9 * draw.unit(`rate ${kind}`)));
  }
  const injected: Fault[] = [];
  let isOver = false;
  return {
    injected,
    isOn: (kind) => rates.has(kind) && !isOver,
    stop: () => {
      isOver = true;
    },
    happens: (kind, at) => {
      const rate = rates.get(kind);
      if (rate === undefined || isOver || !draw.chance(`${kind} at ${at}`, rate)) return false;
      const fault = { id: `${kind} at ${at}`, kind, at };
      if (without?.has(fault.id)) return false;
      injected.push(fault);
      onFault?.(fault);
      return true;
    },
  };
}
