import { type AwsCall, toArn } from '@tradepost/compiled-service/roles/aws-call';
import { keyIdIn } from '../kms/ciphertext.ts';
import type { CallScope } from './aws-request.ts';

type Input = {
  readonly KeyId?: string;
  readonly SourceKeyId?: string;
  readonly DestinationKeyId?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
  readonly SourceEncryptionContext?: Readonly<Record<string, string>>;
  readonly DestinationEncryptionContext?: Readonly<Record<string, string>>;
};

/** Operations that do not support resource-level permissions. */
const OF_NO_KEY = new Set(['GenerateRandom', 'ListAliases', 'ListKeys']);
const OF_A_KEY = new Set([
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetPublicKey',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/**
 * The resource is the key, also if the request names an alias of it, or names it only by its ciphertext.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export function kmsCalls(operation: string, input: Input, scope: CallScope): AwsCall[] | undefined {
  const { KeyId, SourceKeyId, DestinationKeyId, CiphertextBlob } = input;
  const on = (action: string, keyId: string | undefined, context: Input['EncryptionContext']): AwsCall => ({
    action: `kms:${action}`,
    resource: keyArnOf(keyId ?? keyIdIn(Buffer.from(CiphertextBlob ?? '', 'base64')), scope),
    ...contextOf(keyId, context),
  });
  if (OF_NO_KEY.has(operation)) return [{ action: `kms:${operation}`, resource: '*' }];
  if (OF_A_KEY.has(operation)) return [on(operation, KeyId, input.EncryptionContext)];
  if (operation !== 'ReEncrypt') return undefined;
  return [
    on('ReEncryptFrom', SourceKeyId, input.SourceEncryptionContext),
    on('ReEncryptTo', DestinationKeyId, input.DestinationEncryptionContext),
  ];
}

/** Returns `*` without a key: no statement but one for all resources covers it, and KMS rejects the request. */
function keyArnOf(keyId: string | undefined, scope: CallScope): string {
  if (keyId === undefined) return '*';
  const alias = aliasIn(keyId);
  if (alias === undefined) return toArn('kms', scope, 'key/', keyId);
  return scope.keyAliases.get(alias) ?? toArn('kms', scope, '', alias);
}

/** Values of the condition keys `kms:RequestAlias` and `kms:EncryptionContext:NAME`, whose names are case-insensitive. */
function contextOf(keyId = '', encryptionContext: Input['EncryptionContext'] = {}): Pick<AwsCall, 'context'> {
  const alias = aliasIn(keyId);
  const pairs = Object.entries(encryptionContext).map(
    ([name, value]) => [`kms:encryptioncontext:${name.toLowerCase()}`, value] as const,
  );
  const entries = [...(alias === undefined ? [] : [['kms:requestalias', alias] as const]), ...pairs];
  return entries.length === 0 ? {} : { context: Object.fromEntries(entries) };
}

function aliasIn(keyId: string): string | undefined {
  const name = keyId.startsWith('arn:') ? (keyId.split(':')[5] ?? '') : keyId;
  return name.startsWith('alias/') ? name : undefined;
}
