import { objectIn } from '@tradepost/compiled-service/templates/properties';
import { isRetained } from '../templates/is-retained.ts';
import type { CloudResource } from './cloud.ts';
import { faultUnless, type Rule } from './rule.ts';

const types = ['AWS::Lambda::Function'];

export const accessRules: readonly Rule[] = [
  {
    name: 'open-access',
    types,
    // Whatever the value is: a reference or a parameter may be "true" where it is deployed.
    check: ({ declared }) =>
      faultUnless(
        !('OPEN_ACCESS' in environmentOf(declared.Properties)),
        'has OPEN_ACCESS in its environment, which gives every scope to callers without a token',
      ),
    fix: 'Remove OPEN_ACCESS. Only the local cloud, specs and the simulation set it.',
  },
  {
    name: 'payment-provider',
    types,
    check: ({ service, declared }, cloud) => {
      const retainsData = cloud
        .ofType('AWS::DynamoDB::Table')
        .some((table) => table.service === service && isRetained(table.declared.DeletionPolicy));
      return faultUnless(
        !retainsData || environmentOf(declared.Properties)['PAYMENT_PROVIDER'] !== 'simulated',
        'takes payments with the simulated provider, whose test tokens pay, on a stage that retains data',
      );
    },
    fix: 'Set paymentProvider: none for the stage in stages.yml, until it has a real provider.',
  },
];

function environmentOf(
  properties: CloudResource['declared']['Properties'] = {},
): Readonly<Record<string, unknown>> {
  return objectIn(objectIn(properties, 'Environment') ?? {}, 'Variables') ?? {};
}
