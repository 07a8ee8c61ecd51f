import { compileStages, STAGES } from '@tradepost/compiled-service/packaging/compile-services';
import { checkTemplates } from './check-config/check-templates.ts';
import { exceptions } from './check-config/exceptions.ts';
import { PRODUCTION } from './check-config/rule.ts';
import { accountRules, rules } from './check-config/rules.ts';
import type { Outcome } from './gate.ts';
import { accountTemplates } from './templates/account-templates.ts';
import { toFinding } from './templates/template-finding.ts';

/** Checks the compiled templates of every service and stage, and those of an account, against this repository's rules. */
export async function checkConfig(): Promise<Outcome> {
  const compiled = await compileStages(STAGES);
  const ofAccount = [{ stage: PRODUCTION, services: accountTemplates(PRODUCTION) }];
  const findings = [
    ...checkTemplates(compiled, rules, exceptions),
    ...checkTemplates(ofAccount, accountRules, []),
  ].map(toFinding);
  return { findings, checked: `${rules.length} rules, stages ${STAGES.join(', ')}` };
}
