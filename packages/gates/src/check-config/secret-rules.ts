import { faultUnless, type Rule } from './rule.ts';

const types = ['AWS::SecretsManager::Secret'];
const fix = 'Declare it in resources/secrets.yml: secrets.cjs makes it so.';

export const secretRules: readonly Rule[] = [
  {
    name: 'secret-not-written-out',
    types,
    holds: ({ properties }) => 'GenerateSecretString' in properties && !('SecretString' in properties),
    otherwise: 'has its value in the template: others can read it, and a deployment restores it',
    fix,
  },
  {
    name: 'secret-name',
    types,
    check: ({ service, name }, { stage }) =>
      faultUnless(
        new RegExp(`^/tradepost/${stage}/${service}/[a-z0-9-]+$`).test(name),
        `is called ${name}, instead of /tradepost/${stage}/${service}/…, which the deploy role and its boundary allow`,
      ),
    fix,
  },
];
