import type { EdgeAnswer } from '../workload/try-edges.ts';
import type { Report } from './violation.ts';

/** A request just within an age is sent this long before it is too old. */
const IN_TIME_MS = 4_000;

/**
 * Each bound of requests is where the contracts have it: a request just within is accepted, one just beyond is rejected. An
 * age is only exact if clocks agree, and if the request was not repeated.
 *
 * @param isSkewed the clock of a function was off
 */
export function checkEdges(edges: readonly EdgeAnswer[], isSkewed: boolean, report: Report): void {
  for (const { bound, side, isAge, tookMs, status, code, isAsDocumented } of edges) {
    const isInexact = isAge && (isSkewed || (side === 'within' && tookMs > IN_TIME_MS));
    if (!isAsDocumented && !isInexact)
      report('a bound is where it is documented', `${side} ${bound}: ${status} ${code ?? ''}`);
  }
}
