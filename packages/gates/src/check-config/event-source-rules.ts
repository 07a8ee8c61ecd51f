import { listed } from './policies.ts';
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
];
