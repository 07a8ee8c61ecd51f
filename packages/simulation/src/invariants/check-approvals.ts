import type { Approval } from '../workload/operate.ts';
import type { Report } from './violation.ts';

const DAY_MS = 24 * 3_600_000;
/** The clocks of the two functions are up to ten minutes off each, and requests are repeated for minutes. */
const MAX_SKEW_MS = 25 * 60_000;

/** The approval of a replay is accepted within a day of its request, and not later. */
export function checkApprovals(approvals: readonly Approval[], isQuiet: boolean, report: Report): void {
  const slackMs = isQuiet ? 60_000 : MAX_SKEW_MS;
  for (const { ageMs, status, code } of approvals) {
    const isExpired = code === 'APPROVAL_EXPIRED';
    const what = `after ${ageMs / 3_600_000} hours it got ${status} ${code ?? ''}`;
    if ((isExpired && ageMs < DAY_MS - slackMs) || (status < 300 && ageMs > DAY_MS + slackMs))
      report('an approval is valid for a day', what);
  }
}
