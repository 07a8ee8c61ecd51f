import type { Finding } from '../gate.ts';

/** A finding in a compiled template, with the stages that have it. */
export type TemplateFinding = {
  readonly service: string;
  readonly logicalId: string;
  readonly stages: readonly string[];
  readonly rule: string;
  readonly detail: string;
  readonly fix: string;
};

/** Returns the finding as gates print it: `orders (staging, prod): Inbox has no dead-letter queue [queue-dead-letters]`. */
export function toFinding({ service, logicalId, stages, rule, detail, fix }: TemplateFinding): Finding {
  return { place: `${service} (${stages.join(', ')})`, detail: `${logicalId} ${detail}`, rule, fix };
}

/** Merges equal findings on several stages into one. */
export function mergeStages(findings: readonly TemplateFinding[]): readonly TemplateFinding[] {
  const same = Map.groupBy(findings, ({ service, logicalId, rule, detail }) =>
    [service, logicalId, rule, detail].join('\n'),
  );
  return [...same.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, stages: [first, ...others].flatMap(({ stages }) => stages) }],
  );
}
