import { type CompiledStage, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { mergeStages, type TemplateFinding } from '../templates/template-finding.ts';
import { readCloud } from './cloud.ts';
import { except } from './except.ts';
import type { Exception } from './exceptions.ts';
import { findFaults, type Rule } from './rule.ts';

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
): readonly TemplateFinding[] {
  const found = compiled.flatMap(({ stage, services }) =>
    findFaults(rules, readCloud(services, stage)).map((finding) => ({ ...finding, stages: [stage] })),
  );
  const { left, needless } = except(found, exceptions);
  const stages = compiled.map(({ stage }) => stage);
  const unnecessary = STAGES.every((stage) => stages.includes(stage)) ? needless : [];
  return [...mergeStages(left), ...unnecessary.map((finding) => ({ ...finding, stages }))].toSorted(byPlace);
}

function byPlace(a: TemplateFinding, b: TemplateFinding): number {
  return a.service.localeCompare(b.service, 'en') || a.logicalId.localeCompare(b.logicalId, 'en');
}
