import { compileStages, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { rules } from './check-config/rules.ts';
import type { Outcome } from './gate.ts';
import { toFinding } from './templates/template-finding.ts';

/** Checks the compiled templates of every service and stage against the rules of this repository. */
export async function checkConfig(): Promise<Outcome> {
  const compiled = await compileStages(STAGES);
  const findings = checkTemplates(compiled, rules, exceptions).map(toFinding);
  return { findings, checked: `${rules.length} rules, stages ${STAGES.join(', ')}` };
}
