import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { toError } from './fault.ts';
import { createLogger } from './logger.ts';
import { withTimeLimit } from './time-limit.ts';

/**
 * Reads a secret, which is a text. Whoever has a value that is no longer taken says so, and gets another where there is
 * one.
 */
export type ReadSecret = (refused?: string) => Promise<string>;

export type SecretConfig = {
  readonly client: Pick<SecretsManagerClient, 'send'>;
  /** Its ARN or its name. */
  readonly secretId: string;
  /** How old a value may get before it is read anew. */
  readonly maxAgeMs?: number;
};

const MAX_AGE_MS = 5 * 60_000;
/** Where a value could not be read anew, it is used for so long before that is tried again. */
const RETRY_AFTER_MS = 30_000;
const READ_TIMEOUT_MS = 3_000;

/**
 * A secret of AWS Secrets Manager, kept in memory. It is read when it is first asked for, once for all who ask
 * meanwhile; then again when the value is old, or when it is the one that was refused. Where it cannot be read, the
 * value from before goes on being used, and a warning is logged.
 *
 * @returns the reader, which throws `SecretUnavailable` where no value was ever read
 * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
 */
export function createSecret({ client, secretId, maxAgeMs = MAX_AGE_MS }: SecretConfig): ReadSecret {
  let known: { readonly value: string; readonly usableUntilMs: number } | undefined;
  let reading: Promise<string> | undefined;

  const keep = (value: string, forMs: number): string => {
    known = { value, usableUntilMs: Date.now() + forMs };
    return value;
  };
  const read = async (): Promise<string> => {
    try {
      return keep(await fetchValue(client, secretId), maxAgeMs);
    } catch (error) {
      if (known === undefined) throw new SecretUnavailable(`${secretId} was not read`, { cause: error });
      warn(error);
      return keep(known.value, RETRY_AFTER_MS);
    }
  };
  return async (refused) => {
    if (known !== undefined && known.value !== refused && Date.now() < known.usableUntilMs)
      return known.value;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** There is no value to go on with. */
class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  readonly code = 'SECRET_UNAVAILABLE';
}

async function fetchValue(client: SecretConfig['client'], SecretId: string): Promise<string> {
  const { SecretString = '' } = await withTimeLimit(READ_TIMEOUT_MS, (abortSignal) =>
    client.send(new GetSecretValueCommand({ SecretId }), { abortSignal }),
  );
  if (SecretString === '') throw new Error('the secret holds no text');
  return SecretString;
}

/** No invocation's own: several may wait for the one reading. */
function warn(error: unknown): void {
  createLogger({ functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] }).warn(
    'secret not read, the value from before is used',
    toError(error),
  );
}
