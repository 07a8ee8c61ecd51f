import type { PackagedService } from '../packaging/service-state.ts';
import { toArn } from '../roles/aws-call.ts';
import type { CloudAddresses } from './cloud-addresses.ts';
import { flagIn, requiredText, textIn } from './properties.ts';
import type { KeyAliasResource, KeyResource, KeySpec, KeyUsage } from './resources.ts';
import { createStacks, type Reading } from './stack.ts';

/** The supported specs, and the only usage of each. */
const USAGES: Readonly<Record<KeySpec, KeyUsage>> = {
  SYMMETRIC_DEFAULT: 'ENCRYPT_DECRYPT',
  HMAC_256: 'GENERATE_VERIFY_MAC',
  ECC_NIST_P256: 'SIGN_VERIFY',
};
/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
const ALIAS_NAME = /^alias\/(?!aws\/)[\w/-]{1,250}$/;

/** `AWS::KMS::Key` with a supported spec. Only a symmetric encryption key has a default usage, as in CreateKey. */
export function readKey({ declared, properties, arn }: Reading): KeyResource {
  const spec = textIn(properties, 'KeySpec') ?? 'SYMMETRIC_DEFAULT';
  if (!isSupported(spec)) throw new Error(`KeySpec ${spec} is not supported`);
  const given = textIn(properties, 'KeyUsage') ?? 'ENCRYPT_DECRYPT';
  const usage = USAGES[spec];
  if (given !== usage) throw new Error(`KeyUsage must be ${usage} with the KeySpec ${spec}, not ${given}`);
  if (flagIn(properties, 'MultiRegion', false)) throw new Error('MultiRegion is not supported');
  const origin = textIn(properties, 'Origin') ?? 'AWS_KMS';
  if (origin !== 'AWS_KMS') throw new Error(`Origin ${origin} is not supported`);
  return {
    ...declared,
    id: arn('KeyId'),
    arn: arn('Arn'),
    spec,
    usage,
    description: textIn(properties, 'Description') ?? '',
    enabled: flagIn(properties, 'Enabled', true),
  };
}

/** `AWS::KMS::Alias`. */
export function readKeyAlias({ declared, properties, arn }: Reading): KeyAliasResource {
  const name = requiredText(properties, 'AliasName');
  if (!ALIAS_NAME.test(name))
    throw new Error(
      `AliasName must be alias/ and 1 to 250 letters, digits, /, _ or -, without alias/aws/, not ${name}`,
    );
  return { ...declared, name, arn: arn('Arn'), targetKeyId: requiredText(properties, 'TargetKeyId') };
}

/** Returns the ARN of each key that has an alias, by the name of the alias. Throws if an alias cannot be read. */
export function readKeyArns(
  services: readonly PackagedService[],
  where: CloudAddresses,
): ReadonlyMap<string, string> {
  const aliases = createStacks(services, where).flatMap(({ resources, read }) =>
    Object.entries(resources)
      .filter(([, { Type }]) => Type === 'AWS::KMS::Alias')
      .map(([logicalId]) => readKeyAlias(read(logicalId))),
  );
  return new Map(aliases.map(({ name, targetKeyId }) => [name, toArn('kms', where, 'key/', targetKeyId)]));
}

function isSupported(spec: string): spec is KeySpec {
  return Object.hasOwn(USAGES, spec);
}
