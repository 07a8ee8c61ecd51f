import type { Approval } from '../workload/operate.ts';
import type { Report } from './violation.ts';

const DAY_MS = 24 * 3_600_000;
/** A request is repeated for minutes. */
const MAX_REPEATED_MS = 10 * 60_000;
/** The clocks of the two functions are up to ten minutes off each. */
const MAX_SKEW_MS = 20 * 60_000;

/**
 * The approval of a replay is accepted within a day of its request, and not later.
 *
 * @param isSkewed the clock of a function was off
 */
export function checkApprovals(approvals: readonly Approval[], isSkewed: boolean, report: Report): void {
  const slackMs = MAX_REPEATED_MS + (isSkewed ? MAX_SKEW_MS : 0);
  for (const { ageMs, status, code } of approvals) {
    const isExpired = code === 'APPROVAL_EXPIRED';
    const what = `after ${ageMs / 3_600_000} hours it got ${status} ${code ?? ''}`;
    if ((isExpired && ageMs < DAY_MS - slackMs) || (status < 300 && ageMs > DAY_MS + slackMs))
      report('an approval is valid for a day', what);
  }
}
