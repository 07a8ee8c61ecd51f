import { readCloudFile } from '@tradepost/local/cloud-file';

export type AwsOptions = {
  /** Stage on AWS; without it, the local cloud. */
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** Data folder of the local cloud. */
  readonly data?: string | undefined;
};

/** A stage on AWS or the local cloud, as AWS clients reach it. */
export type AwsTarget = {
  readonly stage: string;
  /** Configuration of clients. */
  readonly config: ClientConfig;
  /** The same for DynamoDB, which has an endpoint of its own in the local cloud. */
  readonly dynamodbConfig: ClientConfig;
};

type ClientConfig = {
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
};

const DEFAULT_DATA = '.tradepost';
const LOCAL_STAGE = 'dev';

/**
 * Returns where the commands of an operator find AWS, when they do not use the API.
 *
 * @throws Error if no stage is given and no local cloud runs
 */
export function toAwsTarget({ stage, region, data }: AwsOptions): AwsTarget {
  if (stage !== undefined) {
    const config = region === undefined ? {} : { region };
    return { stage, config, dynamodbConfig: config };
  }
  const { endpoints, environment } = readCloudFile(data ?? DEFAULT_DATA);
  const config = {
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  return { stage: LOCAL_STAGE, config, dynamodbConfig: { ...config, endpoint: endpoints.dynamodb } };
}
