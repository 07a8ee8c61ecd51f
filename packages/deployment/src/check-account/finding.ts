/** A result of the account check that the person who deploys has to read. */
export type Finding = {
  /** `refuse`: the deployment would fail. `warn`: it succeeds and something will not work. `unknown`: not checked. */
  readonly severity: 'refuse' | 'warn' | 'unknown';
  /** The finding, with names and numbers. */
  readonly found: string;
  /** The remedy, with the command if there is one. */
  readonly todo: string;
};

/** Something that AWS was asked for, or why there is no answer. */
export type Fact<Value> = { readonly value: Value } | { readonly unknown: string };

/** Assesses a fact; returns one finding of severity `unknown` if there is no answer. */
export function assessFact<Value>(
  what: string,
  fact: Fact<Value>,
  assess: (value: Value) => readonly Finding[],
): readonly Finding[] {
  if ('value' in fact) return assess(fact.value);
  return [{ severity: 'unknown', found: `${what} could not be checked: ${fact.unknown}`, todo: '' }];
}

const MARKS = { refuse: 'REFUSED', warn: 'WARNING', unknown: 'UNKNOWN' } as const;

/** Lines for the person who deploys, blocking findings first. Commands have their own lines, to be copied. */
export function describeFindings(findings: readonly Finding[]): readonly string[] {
  const order = Object.keys(MARKS) as Finding['severity'][];
  return order.flatMap((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ found, todo }) => `${MARKS[severity]}: ${found}${todo === '' ? '' : `\n  ${todo}`}`),
  );
}

/** `1 refused, 2 warnings`; `ready` if there is nothing. */
export function countFindings(findings: readonly Finding[]): string {
  const words = { refuse: 'refused', warn: 'warnings', unknown: 'unknown' } as const;
  const counts = Object.entries(words).flatMap(([severity, word]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return counts.length === 0 ? 'ready' : counts.join(', ');
}
