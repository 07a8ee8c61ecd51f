import { FIRST, type Matrix } from './find-services.ts';

/** A service that a whole package changed for has many reasons: a few tell enough. */
const MAX_REASONS = 3;

/** For a person: a table that reads well in a terminal and in GitHub's summary. */
export function describeMatrix({ services, removed }: Matrix): string {
  const rows = services.map(({ name, reasons }) => `| ${name} | ${describeReasons(reasons)} |`);
  const table = ['| service | because of |', '| --- | --- |', ...rows];
  return [
    ...(services.length === 0 ? ['Nothing has to be deployed.'] : table),
    ...removed.map(
      (name) => `\n${name} is no longer in the repository. Its stack stands until somebody removes it.`,
    ),
  ].join('\n');
}

/** For GitHub Actions: whether the platform is among them, and the rest, which go side by side. */
export function toJson({ services, removed }: Matrix): string {
  const names = services.map(({ name }) => name);
  return JSON.stringify({
    platform: names.includes(FIRST),
    services: names.filter((name) => name !== FIRST),
    removed,
  });
}

function describeReasons(reasons: readonly string[]): string {
  const first = reasons.slice(0, MAX_REASONS).join(', ');
  const left = reasons.length - MAX_REASONS;
  return left > 0 ? `${first} and ${left} more` : first;
}
