import type { StagedFinding } from './check-templates.ts';

/** What was found, for a person: where it is, what is wrong, and how to mend it. */
export function describeFindings(findings: readonly StagedFinding[]): string {
  return findings.map(describe).join('\n\n');
}

function describe({ service, logicalId, stages, rule, detail, mend }: StagedFinding): string {
  return `${service} (${stages.join(', ')}): ${logicalId} ${detail}. [${rule}]\n  ${mend}`;
}
