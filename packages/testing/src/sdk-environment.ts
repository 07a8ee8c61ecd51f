import { ISSUERS } from './claims.ts';

/**
 * Environment variables of a spec's functions. They direct the AWS SDK to the spec's engines: a region, credentials that
 * no engine checks, endpoints, and the issuers of the claims that specs send.
 *
 * @param engines the engines, by the service names that the SDK uses in environment variables:
 *   https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
 * @returns variables for `process.env`
 * @example
 * Object.assign(process.env, { ...sdkEnvironment({ DYNAMODB: db, SQS: queues }), STOCK_TABLE_NAME });
 */
export function sdkEnvironment(
  engines: Readonly<
    Partial<
      Record<
        'API_GATEWAY' | 'DYNAMODB' | 'EVENTBRIDGE' | 'SECRETS_MANAGER' | 'SQS' | 'SSM',
        { readonly endpoint: string }
      >
    >
  >,
): Readonly<Record<string, string>> {
  const endpoints = Object.entries(engines).map(([name, { endpoint }]) => [
    `AWS_ENDPOINT_URL_${name}`,
    endpoint,
  ]);
  return {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    ...ISSUERS,
    ...Object.fromEntries(endpoints),
  };
}
