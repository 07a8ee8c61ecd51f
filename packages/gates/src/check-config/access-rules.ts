import { isRetained } from '@tradepost/compiled-service/templates/is-retained';
import { variablesIn } from './function-at.ts';
import type { Rule } from './rule.ts';

const types = ['AWS::Lambda::Function'];

export const accessRules: readonly Rule[] = [
  {
    name: 'payment-provider',
    types,
    holds: ({ service, declared }, cloud) => {
      const retainsData = cloud
        .ofType('AWS::DynamoDB::Table')
        .some((table) => table.service === service && isRetained(table.declared.DeletionPolicy));
      return !retainsData || variablesIn(declared.Properties)['PAYMENT_PROVIDER'] !== 'simulated';
    },
    otherwise:
      'takes payments with the simulated provider, whose test tokens pay, on a stage that retains data',
    fix: 'Set paymentProvider: none for the stage in stages.yml, until it has a real provider.',
  },
];
