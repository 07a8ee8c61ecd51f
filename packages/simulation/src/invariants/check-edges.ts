import type { EdgeAnswer } from '../workload/try-edges.ts';
import type { Report } from './violation.ts';

/** How precisely a run has times: faults delay requests, and clocks may be off. */
export type Timing = { readonly isQuiet: boolean; readonly isSkewed: boolean };

/**
 * Each bound of requests is where the contracts have it: a request just within is accepted, one just beyond is rejected. Of an
 * age, a request beyond it is only rejected if clocks agree, and one within it only accepted if nothing delays it.
 */
export function checkEdges(
  edges: readonly EdgeAnswer[],
  { isQuiet, isSkewed }: Timing,
  report: Report,
): void {
  for (const { bound, side, isAge, status, code, isAsDocumented } of edges) {
    if (isAsDocumented || (isAge && (side === 'within' ? !isQuiet : isSkewed))) continue;
    report('a bound is where it is documented', `${side} ${bound}: ${status} ${code ?? ''}`);
  }
}
