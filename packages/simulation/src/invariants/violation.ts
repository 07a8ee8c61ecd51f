/** A broken promise (`invariant`), and the facts that break it. */
export type Violation = { readonly invariant: string; readonly what: string };

/** Reports a broken promise. */
export type Report = (invariant: string, what: string) => void;

/** Creates a list of violations, and the function that adds to it. */
export function createReport() {
  const violations: Violation[] = [];
  const report: Report = (invariant, what) => void violations.push({ invariant, what });
  return { violations, report };
}
