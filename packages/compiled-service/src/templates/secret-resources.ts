import { flagIn, numberIn, objectIn, onlyKnown, textIn } from './properties.ts';
import type { SecretResource } from './resources.ts';
import type { Reading } from './stack.ts';

/** CloudFormation's default. */
const DEFAULT_LENGTH = 32;

/** `AWS::SecretsManager::Secret` with a generated value. A value in the template would not be secret, and is refused. */
export function readSecret({ declared, properties, name, arn }: Reading): SecretResource {
  const rules = objectIn(properties, 'GenerateSecretString');
  if (rules === undefined) throw new Error('GenerateSecretString is missing');
  onlyKnown(rules, 'GenerateSecretString', ['PasswordLength', 'ExcludePunctuation', 'ExcludeCharacters']);
  return {
    ...declared,
    name: name(),
    arn: arn('Id'),
    generated: {
      length: numberIn(rules, 'PasswordLength') ?? DEFAULT_LENGTH,
      excludePunctuation: flagIn(rules, 'ExcludePunctuation', false),
      excludeCharacters: textIn(rules, 'ExcludeCharacters') ?? '',
    },
  };
}
