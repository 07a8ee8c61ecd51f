import { type Rule, unless } from './rule.ts';

const types = ['AWS::SecretsManager::Secret'];
const mend = 'Declare it under custom.secrets: secrets.cjs makes it so.';

export const secretRules: readonly Rule[] = [
  {
    name: 'secret-not-written-out',
    types,
    check: ({ properties }) =>
      unless(
        'GenerateSecretString' in properties && !('SecretString' in properties),
        'has its value in the template, where many can read it, and a deployment puts it back',
      ),
    mend,
  },
  {
    name: 'secret-name',
    types,
    check: ({ service, name }, { stage }) =>
      unless(
        new RegExp(`^/tradepost/${stage}/${service}/[a-z0-9-]+$`).test(name),
        `is called ${name}, where others are /tradepost/${stage}/${service}/…: the deploy role and its boundary go by that`,
      ),
    mend,
  },
];
