import { type AwsClients, createAwsClients } from '../aws/clients.ts';
import { deploymentRegion } from '../aws/region.ts';
import { assessConcurrency } from './assess-concurrency.ts';
import { assessLeftovers } from './assess-leftovers.ts';
import { assessNotifications } from './assess-notifications.ts';
import { assessPrerequisites } from './assess-prerequisites.ts';
import { assessQuotas } from './assess-quotas.ts';
import { assessStacks } from './assess-stacks.ts';
import type { AccountFacts, PlannedService } from './facts.ts';
import type { Finding } from './finding.ts';
import { gatherFacts } from './gather-facts.ts';

/**
 * Checks whether an account is ready for a deployment: Lambda's concurrency, quotas, what earlier attempts left, what the
 * services need, and who receives alarms. It only reads.
 *
 * @param planned the services that are about to be deployed, with compiled templates
 * @param clients for tests
 * @returns findings; one of severity `unknown` if there are no credentials
 */
export async function checkAccount(
  stage: string,
  planned: readonly PlannedService[],
  clients?: AwsClients,
): Promise<readonly Finding[]> {
  const region = deploymentRegion();
  try {
    const facts = await gatherFacts({ stage, region, planned }, clients ?? createAwsClients({ region }));
    return assessAccount(facts, planned);
  } catch (error) {
    const reason = (error as Error).message;
    return [{ severity: 'unknown', found: `the account was not checked: ${reason}`, todo: '' }];
  }
}

/** Assesses what was read from an account. */
export function assessAccount(facts: AccountFacts, planned: readonly PlannedService[]): readonly Finding[] {
  return [
    ...assessStacks(facts),
    ...assessLeftovers(facts),
    ...assessPrerequisites(facts, planned),
    ...assessConcurrency(facts, planned),
    ...assessQuotas(facts, planned),
    ...assessNotifications(facts, planned),
  ];
}
