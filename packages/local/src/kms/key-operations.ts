import type { Account } from '@tradepost/compiled-service/roles/aws-call';
import type { KeyUsage } from '@tradepost/compiled-service/templates/resources';
import { awsError } from '../gateway/aws-error.ts';
import { enabled, type FindKey } from './find-key.ts';
import type { Key, KeyStore } from './key-store.ts';
import { countIn, type KmsInput, type KmsOperations, textIn } from './kms-input.ts';
import { publicKeyOf } from './signatures.ts';

/** Maximum number of keys of one page. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html */
const MAX_KEYS = 1_000;
/** Maximum and default number of aliases, and default of keys. */
const MAX_ALIASES = 100;

const ALGORITHMS: Readonly<Record<KeyUsage, Readonly<Record<string, readonly string[]>>>> = {
  ENCRYPT_DECRYPT: { EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'] },
  GENERATE_VERIFY_MAC: { MacAlgorithms: ['HMAC_SHA_256'] },
  SIGN_VERIFY: { SigningAlgorithms: ['ECDSA_SHA_256'] },
};

/** Creates the operations that describe keys. */
export function keyOperations(store: KeyStore, find: FindKey, { accountId }: Account): KmsOperations {
  return {
    DescribeKey: (input) => ({ KeyMetadata: describe(find.named(input), accountId) }),
    GetPublicKey: (input) => {
      const key = enabled(find.named(input));
      if (key.usage !== 'SIGN_VERIFY')
        throw awsError(
          'UnsupportedOperationException',
          `${key.arn} key usage is ${key.usage} which is not valid for GetPublicKey.`,
        );
      const { arn: KeyId, spec, usage: KeyUsage, material } = key;
      const PublicKey = publicKeyOf(material).toString('base64');
      return {
        ...{ KeyId, KeyUsage, KeySpec: spec, CustomerMasterKeySpec: spec, PublicKey },
        ...ALGORITHMS[KeyUsage],
      };
    },
    ListKeys: (input) => {
      const { page, ...rest } = pageOf(input, store.keys, ({ id }) => id, MAX_KEYS);
      return { Keys: page.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...rest };
    },
    ListAliases: (input) => {
      const only = input['KeyId'] === undefined ? undefined : find.named(input);
      const listed = store.aliases.filter(({ key }) => only === undefined || key === only);
      const { page, ...rest } = pageOf(input, listed, ({ name }) => name, MAX_ALIASES);
      const Aliases = page.map(({ name, arn, key }) => ({
        AliasName: name,
        AliasArn: arn,
        TargetKeyId: key.id,
      }));
      return { Aliases, ...rest };
    },
  };
}

function describe(
  { id, arn, spec, usage, description, enabled: isEnabled, createdAtMs }: Key,
  account: string,
) {
  return {
    AWSAccountId: account,
    KeyId: id,
    Arn: arn,
    CreationDate: createdAtMs / 1_000,
    Enabled: isEnabled,
    Description: description,
    KeyUsage: usage,
    KeyState: isEnabled ? 'Enabled' : 'Disabled',
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    CustomerMasterKeySpec: spec,
    KeySpec: spec,
    ...ALGORITHMS[usage],
    MultiRegion: false,
  };
}

/** Returns the items after `Marker`, which is the name of the last item of the page before. */
function pageOf<Item>(input: KmsInput, items: readonly Item[], nameOf: (item: Item) => string, max: number) {
  const limit = countIn(input, 'Limit', max) ?? MAX_ALIASES;
  const marker = input['Marker'] === undefined ? '' : textIn(input, 'Marker');
  const rest = items.filter((item) => nameOf(item) > marker);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = last !== undefined && page.length < rest.length;
  return { page, Truncated: more, ...(more ? { NextMarker: nameOf(last) } : {}) };
}
