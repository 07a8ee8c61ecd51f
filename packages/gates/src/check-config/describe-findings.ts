import type { StagedFinding } from './check-templates.ts';

/** Describes findings for a person: the resource, the violation, and how to fix it. */
export function describeFindings(findings: readonly StagedFinding[]): string {
  return findings.map(describe).join('\n\n');
}

function describe({ service, logicalId, stages, rule, detail, fix }: StagedFinding): string {
  return `${service} (${stages.join(', ')}): ${logicalId} ${detail}. [${rule}]\n  ${fix}`;
}
