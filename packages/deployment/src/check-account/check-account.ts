import { type AwsClients, createAwsClients } from '../aws/clients.ts';
import { deploymentRegion } from '../aws/region.ts';
import { identify } from './alarm-topic.ts';
import { ask } from './ask.ts';
import { assessConcurrency } from './assess-concurrency.ts';
import { assessLeftovers } from './assess-leftovers.ts';
import { assessNotifications } from './assess-notifications.ts';
import { assessPrerequisites } from './assess-prerequisites.ts';
import { assessQuotas } from './assess-quotas.ts';
import { assessStacks } from './assess-stacks.ts';
import type { AccountFacts, PlannedService } from './facts.ts';
import { countFindings, describeFindings, type Finding } from './finding.ts';
import { gatherFacts } from './gather-facts.ts';

/**
 * Checks whether an account is ready for a deployment: Lambda's concurrency, quotas, what earlier attempts left, what the
 * services need, and who receives alarms. It only reads.
 *
 * @param planned the services that are about to be deployed, with compiled templates
 * @param clients for tests
 * @returns lines to print, and whether a deployment would fail
 */
export async function checkAccount(
  stage: string,
  planned: readonly PlannedService[],
  clients?: AwsClients,
): Promise<{ readonly lines: readonly string[]; readonly refused: boolean }> {
  const region = deploymentRegion();
  const aws = clients ?? createAwsClients({ region });
  const identity = await ask([], () => identify(aws, stage, region));
  // Without credentials, a plan is useful too.
  if ('unknown' in identity)
    return { lines: [`account in ${region}: not checked: ${identity.unknown}`], refused: false };
  const facts = await gatherFacts({ ...identity.value, stage, region, planned }, aws);
  const findings = assessAccount(facts, planned);
  return {
    lines: [
      `account ${facts.account} in ${region}: ${countFindings(findings)}`,
      ...describeFindings(findings),
    ],
    refused: findings.some(({ severity }) => severity === 'refuse'),
  };
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
