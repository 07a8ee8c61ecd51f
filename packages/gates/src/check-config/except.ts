import { matchesGlob } from 'node:path';
import type { Exception } from './exceptions.ts';
import type { Finding } from './rule.ts';

/**
 * Removes the findings that exceptions allow.
 *
 * @returns the remaining findings, and a finding for each exception, or subject of one, that allows nothing
 */
export function except<F extends Finding>(
  findings: readonly F[],
  exceptions: readonly Exception[],
): { readonly left: readonly F[]; readonly needless: readonly Finding[] } {
  const needless = exceptions.flatMap((exception) => {
    const allowed = findings.filter((finding) => allows(exception, finding));
    const { subjects } = exception;
    if (subjects === undefined) return allowed.length === 0 ? [toFinding(exception)] : [];
    return subjects
      .filter((subject) => !allowed.some((finding) => finding.subject === subject))
      .map((subject) => toFinding(exception, subject));
  });
  return { left: findings.filter((finding) => !exceptions.some((each) => allows(each, finding))), needless };
}

function allows({ rule, resource, subjects }: Exception, finding: Finding): boolean {
  return (
    rule === finding.rule &&
    matchesGlob(`${finding.service}/${finding.logicalId}`, resource) &&
    (subjects === undefined || (finding.subject !== undefined && subjects.includes(finding.subject)))
  );
}

function toFinding({ rule, resource }: Exception, subject?: string): Finding {
  const [service = '', logicalId = ''] = resource.split('/');
  return {
    service,
    logicalId,
    rule: 'exception-needed',
    detail: `needs no exception from ${rule}${subject === undefined ? '' : ` for ${subject}`}`,
    fix: 'Remove it from packages/gates/src/check-config/exceptions.ts.',
  };
}
