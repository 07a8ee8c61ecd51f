import { FOUNDATIONS } from '../services.ts';
import type { Matrix } from './find-services.ts';

/** Maximum number of reasons to list: a changed package may give many. */
const MAX_REASONS = 3;

/** Returns a Markdown table, for terminals and for GitHub's job summary. */
export function describeMatrix({ services, removed }: Matrix): string {
  const rows = services.map(({ name, reasons }) => `| ${name} | ${describeReasons(reasons)} |`);
  const table = ['| service | reasons |', '| --- | --- |', ...rows];
  return [
    ...(services.length === 0 ? ['Nothing has to be deployed.'] : table),
    ...removed.map(
      (name) => `\n${name} is no longer in the repository. Its stack exists until a person removes it.`,
    ),
  ].join('\n');
}

/** Returns JSON for GitHub Actions: whether to deploy each foundation, and the other services. */
export function toJson({ services, removed }: Matrix): string {
  const names = services.map(({ name }) => name);
  return JSON.stringify({
    ...Object.fromEntries(FOUNDATIONS.map((name) => [name, names.includes(name)])),
    services: names.filter((name) => !FOUNDATIONS.includes(name)),
    removed,
  });
}

function describeReasons(reasons: readonly string[]): string {
  const first = reasons.slice(0, MAX_REASONS).join(', ');
  const left = reasons.length - MAX_REASONS;
  return left > 0 ? `${first} and ${left} more` : first;
}
