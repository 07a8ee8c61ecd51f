import { textIn } from '@tradepost/compiled-service/templates/properties';
import type { CloudResource } from './cloud.ts';
import { listed } from './policies.ts';
import { deadLettersOf, failureDestinationOf, queueAt } from './queue-roles.ts';
import { faultUnless, type Rule } from './rule.ts';

const types = ['AWS::Lambda::EventSourceMapping'];

export const eventSourceRules: readonly Rule[] = [
  {
    name: 'event-source-partial-failures',
    types,
    check: ({ properties }) =>
      faultUnless(
        listed(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures'),
        'delivers the whole batch again if one message fails',
      ),
    fix: 'Set functionResponseType: ReportBatchItemFailures; the stacks of packages/lambda respond accordingly.',
  },
  {
    name: 'event-source-failure-destination',
    types,
    check: (source, cloud) => {
      if (readsQueue(source)) {
        const queue = queueAt(textIn(source.properties, 'EventSourceArn'), cloud);
        const kept = queue !== undefined && deadLettersOf(queue) !== undefined;
        return faultUnless(kept, 'reads a queue without a dead-letter queue');
      }
      const kept = queueAt(failureDestinationOf(source), cloud) !== undefined;
      return faultUnless(kept, 'drops records that keep failing');
    },
    fix: 'Name a queue under destinations.onFailure (for a queue: a RedrivePolicy on the queue).',
  },
];

function readsQueue({ properties }: CloudResource): boolean {
  return textIn(properties, 'EventSourceArn')?.split(':')[2] === 'sqs';
}
