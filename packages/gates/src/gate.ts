/** A violation of a gate's rules. */
export type Finding = {
  /** A file with its line, or a resource of a service. */
  readonly place: string;
  readonly detail: string;
  readonly rule?: string;
  readonly fix?: string;
};

/** Result of a gate. */
export type Outcome = {
  readonly findings: readonly Finding[];
  /** Everything that was checked, as `5 workflows, actionlint 1.7.12`; absent if nothing could be. */
  readonly checked?: string;
  /** Checks that cannot run on this machine, each with the reason. */
  readonly skipped?: readonly string[];
};

/** A check of this repository. */
export type Gate = {
  readonly name: string;
  /** Everything that the gate checks, in one line. */
  readonly description: string;
  /** A program of `node_modules/.bin` with its arguments, or a function, which runs in a process of its own. */
  readonly check: readonly string[] | (() => Promise<Outcome>);
  /** How to fix findings, where the output does not explain it. */
  readonly fix?: string;
};

/** Exit codes of a gate's process. Every other one is that of a program that found something, or could not run. */
export const EXIT_CODES = { passed: 0, found: 1, skipped: 3 } as const;

/** Prints the findings, the reasons of skipped checks and what was checked; returns the exit code. */
export function report({ findings, checked, skipped = [] }: Outcome): number {
  for (const finding of findings) console.log(describe(finding));
  for (const reason of skipped) console.log(`SKIPPED: ${reason}`);
  if (checked !== undefined) console.log(`${checked}: ${findings.length} findings`);
  if (findings.length > 0) return EXIT_CODES.found;
  return skipped.length > 0 ? EXIT_CODES.skipped : EXIT_CODES.passed;
}

function describe({ place, detail, rule, fix }: Finding): string {
  return `${place}: ${detail}${rule === undefined ? '' : ` [${rule}]`}${fix === undefined ? '' : `\n  ${fix}`}`;
}
