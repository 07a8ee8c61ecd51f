/** URLs of the local AWS APIs. `aws` serves all of them. */
export type AwsEndpoints = {
  readonly aws: string;
  readonly dynamodb: string;
  readonly sqs: string;
};

/**
 * Environment variables of every function in the local cloud. They are in no template, so deployed functions do not have
 * them. A service that runs alone next to the local cloud (`serverless offline`) gets them, too.
 */
export const LOCAL_VARIABLES: Readonly<Record<string, string>> = { IS_OFFLINE: 'true' };

/** Variables of the shell that functions get. All others, such as the user's AWS settings, are removed. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'NODE_EXTRA_CA_CERTS'];

/**
 * Environment that Lambda gives every function, with the AWS endpoints of this machine. The SDK reads the endpoints from it.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function functionEnvironment(
  endpoints: AwsEndpoints,
  where: { readonly region: string; readonly accountId: string },
): Readonly<Record<string, string>> {
  const passed = Object.fromEntries(
    PASSED_ON.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
  return {
    ...passed,
    ...awsEnvironment(endpoints, where),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    ...LOCAL_VARIABLES,
    // Lambda's values: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
  };
}

/** Environment variables with which an AWS SDK or CLI calls only the local cloud. */
export function awsEnvironment(
  { aws, dynamodb, sqs }: AwsEndpoints,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ACCOUNT_ID: accountId,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: aws,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: dynamodb,
    AWS_ENDPOINT_URL_SQS: sqs,
    AWS_ENDPOINT_URL_SNS: sqs,
  };
}
