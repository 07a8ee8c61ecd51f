import { type AccountFacts, isAdded, type PlannedService, type QuotaUse } from './facts.ts';
import { assessFact, type Finding } from './finding.ts';

/** Share of a quota from which a warning is due. */
const NEARLY_FULL = 0.8;
/**
 * Resource policies of CloudWatch Logs in an account and region. The quota cannot be increased.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
 */
const MAX_LOG_POLICIES = 10;
/** The policy that log delivery creates for state machines and HTTP APIs, unless it exists. */
const LOG_DELIVERY_POLICY = 'AWSLogDeliveryWrite';

/**
 * Compares the quotas that a further stage can exhaust with what is in use. The others are left out: the quota of roles is
 * exhausted at some 20 stages in an account, all others (stacks, queues, topics, buses, APIs, alarms) long after it.
 */
export function assessQuotas(
  { lambda, roles, tables, logPolicies, stacks, region }: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  const addedOf = (type: string) =>
    planned.flatMap(({ service, resources }) =>
      Object.entries(resources).filter(([id, { Type }]) => Type === type && isAdded(stacks[service], id)),
    ).length;
  return [
    ...assessFact("the storage of functions' code", lambda, ({ codeBytes, maxCodeBytes }) =>
      assessUse(
        { used: codeBytes, limit: maxCodeBytes },
        {
          what: `bytes of functions' code in ${region}`,
          added: 0,
          todo: `Delete old versions of functions, or request more: ${increase('lambda', 'L-2ACBD22F', region)}`,
        },
      ),
    ),
    ...assessFact('the number of IAM roles', roles, (use) =>
      assessUse(use, {
        what: 'IAM roles in the account',
        added: addedOf('AWS::IAM::Role'),
        todo: `Use another account for this stage, or request more: ${increase('iam', 'L-FE177D64', 'us-east-1')}`,
      }),
    ),
    ...assessFact('the number of DynamoDB tables', tables, (use) =>
      assessUse(use, {
        what: `DynamoDB tables in ${region}`,
        added: addedOf('AWS::DynamoDB::Table'),
        todo: `Request more: ${increase('dynamodb', 'L-F98FE922', region)}`,
      }),
    ),
    ...(addedOf('AWS::StepFunctions::StateMachine') === 0
      ? []
      : assessFact('the resource policies of CloudWatch Logs', logPolicies, (names) =>
          assessLogPolicies(names, region),
        )),
  ];
}

function increase(service: string, code: string, region: string): string {
  return `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value VALUE --region ${region}`;
}

function assessUse(
  { used, limit }: QuotaUse,
  { what, added, todo }: { readonly what: string; readonly added: number; readonly todo: string },
): readonly Finding[] {
  const found = `${used} of ${limit} ${what} are in use${added === 0 ? '' : `, and the deployment adds ${added}`}`;
  // A full quota fails only if something is added. The size of the code is unknown before it is packaged.
  if (used + added > limit || used >= limit) return [{ severity: 'refuse', found, todo }];
  return used + added > limit * NEARLY_FULL ? [{ severity: 'warn', found, todo }] : [];
}

function assessLogPolicies(names: readonly string[], region: string): readonly Finding[] {
  if (names.length < MAX_LOG_POLICIES || names.some((name) => name.startsWith(LOG_DELIVERY_POLICY)))
    return [];
  return [
    {
      severity: 'refuse',
      found: `CloudWatch Logs has all of its ${MAX_LOG_POLICIES} resource policies in ${region}, and the logs of state machines need one more`,
      todo: `Delete one that is not used: aws logs delete-resource-policy --policy-name NAME --region ${region} (they are: ${names.join(', ')})`,
    },
  ];
}
