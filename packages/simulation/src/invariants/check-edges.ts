import type { EdgeAnswer } from '../workload/try-edges.ts';
import type { Report } from './violation.ts';

/** Each bound of requests is where the contracts have it: a request just within is accepted, one just beyond rejected. */
export function checkEdges(edges: readonly EdgeAnswer[], report: Report): void {
  for (const { bound, side, status, code, isAsDocumented } of edges)
    if (!isAsDocumented)
      report('a bound is where it is documented', `${side} ${bound}: ${status} ${code ?? ''}`);
}
