import type { CompiledStage } from '../templates/compile-services.ts';
import { readCloud } from './cloud.ts';
import { except } from './except.ts';
import type { Exception } from './exceptions.ts';
import { type Finding, findFaults, type Rule } from './rule.ts';

/** What is found, and on which of the stages. */
export type StagedFinding = Finding & { readonly stages: readonly string[] };

/**
 * Holds the compiled templates of some stages to the rules, save the exceptions.
 *
 * @returns the findings by service and resource; needless exceptions are among them
 * @throws Error where a template refers to what there is not
 */
export function checkTemplates(
  compiled: readonly CompiledStage[],
  rules: readonly Rule[],
  exceptions: readonly Exception[],
): readonly StagedFinding[] {
  const found = compiled.flatMap(({ stage, services }) =>
    findFaults(rules, readCloud(services, stage)).map((finding) => ({ ...finding, stages: [stage] })),
  );
  const { left, needless } = except(found, exceptions);
  const stages = compiled.map(({ stage }) => stage);
  return [...mergeStages(left), ...needless.map((finding) => ({ ...finding, stages }))].toSorted(byPlace);
}

/** What is wrong on several stages is told once. */
export function mergeStages(findings: readonly StagedFinding[]): readonly StagedFinding[] {
  const same = Map.groupBy(findings, ({ service, logicalId, rule, detail }) =>
    [service, logicalId, rule, detail].join('\n'),
  );
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [{ ...first, stages: group.flatMap(({ stages }) => stages) }];
  });
}

function byPlace(a: Finding, b: Finding): number {
  return a.service.localeCompare(b.service, 'en') || a.logicalId.localeCompare(b.logicalId, 'en');
}
