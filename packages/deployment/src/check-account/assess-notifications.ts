import { PLATFORM } from '../services.ts';
import type { AccountFacts, PlannedService, Subscription } from './facts.ts';
import { assessFact, type Finding } from './finding.ts';

/** Tags of every resource (`stackTags` in `packages/serverless-config/provider.yml`). */
export const COST_TAGS = ['project', 'stage', 'service'];

/** Warns where nobody receives the stage's alarms, and where its costs are not seen. */
export function assessNotifications(
  facts: AccountFacts,
  planned: readonly PlannedService[],
): readonly Finding[] {
  // The topic belongs to the platform, and one warning for each deployment of a stage is enough.
  if (!planned.some(({ service }) => service === PLATFORM)) return [];
  const { subscriptions, alarmTopicArn } = facts;
  const alarms = assessFact("the alarm topic's subscriptions", subscriptions, (found) =>
    found === undefined ? [] : assessSubscriptions(found, alarmTopicArn),
  );
  return [...alarms, ...assessTags(facts)];
}

/** Warns about a topic without a confirmed subscription, and about each that waits for its confirmation. */
export function assessSubscriptions(
  subscriptions: readonly Subscription[],
  topicArn: string,
): readonly Finding[] {
  const region = topicArn.split(':')[3];
  const pending = subscriptions.filter(({ confirmed }) => !confirmed);
  const unconfirmed = pending.map(
    ({ protocol, endpoint }): Finding => ({
      severity: 'warn',
      found: `${endpoint} (${protocol}) receives no alarms: its subscription is not confirmed`,
      todo: `Open the link in AWS's message to it within two days of the subscription. If it has expired, subscribe again: aws sns subscribe --topic-arn ${topicArn} --protocol ${protocol} --notification-endpoint ${endpoint} --region ${region}`,
    }),
  );
  if (subscriptions.length > pending.length) return unconfirmed;
  return [
    ...unconfirmed,
    {
      severity: 'warn',
      found: `nobody receives the alarms: ${topicArn} has no confirmed subscription`,
      todo: `Set alarmEmail or alarmSlackWorkspace in packages/serverless-config/stages.yml, or subscribe: aws sns subscribe --topic-arn ${topicArn} --protocol email --notification-endpoint ADDRESS --region ${region}`,
    },
  ];
}

/** https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html */
function assessTags({ activeTags }: AccountFacts): readonly Finding[] {
  return assessFact('the cost allocation tags', activeTags, (active) => {
    const inactive = COST_TAGS.filter((tag) => !active.has(tag));
    if (inactive.length === 0) return [];
    const statuses = inactive.map((tag) => `TagKey=${tag},Status=Active`).join(' ');
    return [
      {
        severity: 'warn',
        found: `budgets and bills do not see the cost allocation tags ${inactive.join(', ')}: they are not active`,
        todo: `Activate them in the management account. A tag can be activated up to 24 hours after its first use, and counts up to 24 hours later: aws ce update-cost-allocation-tags-status --region us-east-1 --cost-allocation-tags-status ${statuses}`,
      },
    ];
  });
}
