import type { Mutation } from '../population/mutation.ts';
import type { SimulatorOutcome } from '../simulator/messages.ts';
import { isReacting } from '../simulator/try-in-simulator.ts';
import type { SpecOutcome } from '../specs/run-jest.ts';

/** Result of one mutation: a line of the file of results. */
export type Result = Pick<
  Mutation,
  'id' | 'folder' | 'file' | 'line' | 'operator' | 'declaration' | 'original' | 'replacement'
> & {
  readonly diff: string;
  /** The type error of a mutation that does not compile. It is not tried. */
  readonly typeError?: string;
  /** The reason why nothing can notice it. It is not tried. */
  readonly equivalent?: string;
  /** Absent if it was not tried. */
  readonly specs?: SpecOutcome;
  readonly simulator?: SimulatorOutcome;
  /** True if the gate `config` fails, which is tried for settings that nothing else notices. */
  readonly isCaughtByGate?: boolean;
  /** Seconds by the clock. */
  readonly specSeconds?: number;
  readonly simulatorSeconds?: number;
};

export type Status = 'discarded' | 'equivalent' | 'specs' | 'simulator' | 'gate' | 'survived';

/** Returns what caught a mutation first, or why it was not tried. */
export function statusOf({ typeError, equivalent, specs, simulator, isCaughtByGate }: Result): Status {
  if (equivalent !== undefined) return 'equivalent';
  // Templates that the framework rejects are like code that does not compile.
  if (typeError !== undefined || simulator?.outcome === 'unbuildable') return 'discarded';
  if (specs !== undefined && specs.outcome !== 'passed') return 'specs';
  if (isCaughtBySimulator({ simulator })) return 'simulator';
  return isCaughtByGate === true ? 'gate' : 'survived';
}

/** True if a promise is broken, or a seed does not end. */
export function isCaughtBySimulator({
  simulator,
}: {
  readonly simulator?: SimulatorOutcome | undefined;
}): boolean {
  return simulator?.outcome === 'caught' || simulator?.outcome === 'late';
}

/** True for a result that counts for the share that the simulator catches alone. */
export function countsForSimulator(result: Result): boolean {
  const status = statusOf(result);
  return isReacting(result) && status !== 'discarded' && status !== 'equivalent';
}
