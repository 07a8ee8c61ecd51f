import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { toError } from './errors.ts';
import { createLogger } from './log/logger.ts';
import { withTimeLimit } from './time-limit.ts';

/**
 * Returns the value of a secret. A caller whose value was rejected passes it as `rejected` and gets the current value.
 */
export type ReadSecret = (rejected?: string) => Promise<string>;

export type SecretConfig = {
  readonly client: Pick<SecretsManagerClient, 'send'>;
  /** ARN or name of the secret. */
  readonly secretId: string;
  /** Age at which a value is read again. */
  readonly maxAgeMs?: number;
};

const MAX_AGE_MS = 5 * 60_000;
/** Time for which the cached value is used after a failed read, before the next attempt. */
const RETRY_AFTER_MS = 30_000;
const READ_TIMEOUT_MS = 3_000;

/**
 * A secret of AWS Secrets Manager, cached in memory. It is read at the first call, and again when the value is old or was
 * rejected. Concurrent calls share one read. If a read fails, the cached value is used and a warning is logged.
 *
 * @returns the reader, which throws `SecretUnavailable` if no value was ever read
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
      if (known === undefined)
        throw new SecretUnavailable(`secret ${secretId} could not be read`, { cause: error });
      warn(error);
      return keep(known.value, RETRY_AFTER_MS);
    }
  };
  return async (rejected) => {
    if (known !== undefined && known.value !== rejected && Date.now() < known.usableUntilMs)
      return known.value;
    reading ??= read().finally(() => {
      reading = undefined;
    });
    return reading;
  };
}

/** The secret cannot be read and there is no cached value. */
class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  readonly code = 'SECRET_UNAVAILABLE';
}

async function fetchValue(client: SecretConfig['client'], SecretId: string): Promise<string> {
  const { SecretString = '' } = await withTimeLimit(READ_TIMEOUT_MS, (abortSignal) =>
    client.send(new GetSecretValueCommand({ SecretId }), { abortSignal }),
  );
  if (SecretString === '') throw new Error('the secret has no text value');
  return SecretString;
}

/** The log line has no invocation's keys: several invocations may wait for the same read. */
function warn(error: unknown): void {
  createLogger({ functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'] }).warn(
    'secret not read, the value from before is used',
    toError(error),
  );
}
