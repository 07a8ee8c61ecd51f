import { type CompiledStage, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { readCloud } from './cloud.ts';
import { except } from './except.ts';
import type { Exception } from './exceptions.ts';
import { type Finding, findFaults, type Rule } from './rule.ts';

/** A finding with the stages that have it. */
export type StagedFinding = Finding & { readonly stages: readonly string[] };

/**
 * Checks the compiled templates of some stages against the rules, except for the exceptions.
 *
 * @returns the findings by service and resource. If all of `STAGES` are checked, unnecessary exceptions are among them: one
 *   may be needed on a single stage.
 * @throws Error if a template refers to something that no template declares
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
  const unnecessary = STAGES.every((stage) => stages.includes(stage)) ? needless : [];
  return [...mergeStages(left), ...unnecessary.map((finding) => ({ ...finding, stages }))].toSorted(byPlace);
}

/** Merges equal findings on several stages into one. */
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
