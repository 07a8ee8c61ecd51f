import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createAnchorBucket } from '@tradepost/audit/anchor-bucket';
import { readTable } from '@tradepost/audit/verify/read-table';
import type { ReadableLog } from '@tradepost/audit/verify/verify-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { readCloudFile } from '@tradepost/local/cloud-file';

export type LogOptions = {
  /** Stage on AWS; without it, the local cloud. */
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** Data folder of the local cloud. */
  readonly data?: string | undefined;
};

export type LogConnection = {
  readonly log: ReadableLog;
  readonly stage: string;
  readonly kms: KMSClient;
  readonly keyId: string;
  /** Number of items of the table, which DynamoDB counts every six hours. */
  readonly estimatedEntries: number;
  /** Undefined for the local cloud, which writes anchors only while it runs. */
  readonly nowMs: number | undefined;
  readonly close: () => void;
};

const DEFAULT_DATA = '.tradepost';
const LOCAL_STAGE = 'dev';
const LOCAL_ACCOUNT = '000000000000';

/**
 * Connects to the table, the bucket and the key of an audit log.
 *
 * @throws Error if no local cloud runs, or there are no credentials for the stage
 */
export async function connectLog({ stage, region, data }: LogOptions): Promise<LogConnection> {
  const config =
    stage === undefined ? localConfig(data ?? DEFAULT_DATA) : region === undefined ? {} : { region };
  const dynamodb = new DynamoDBClient({
    ...config,
    ...('dynamodb' in config ? { endpoint: config.dynamodb } : {}),
  });
  const [kms, s3] = [new KMSClient(config), new S3Client({ ...config, forcePathStyle: stage === undefined })];
  const name = stage ?? LOCAL_STAGE;
  const account = stage === undefined ? LOCAL_ACCOUNT : await accountOf(region);
  const TableName = `tradepost-${name}-operations-audit`;
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const bucket = createAnchorBucket(s3, `tradepost-${name}-operations-audit-anchors-${account}`);
  return {
    log: { ...readTable(createDocumentClient(dynamodb), TableName), anchors: bucket.all },
    ...{ stage: name, kms, keyId: `alias/tradepost-${name}-operations-audit` },
    estimatedEntries: Table?.ItemCount ?? 0,
    nowMs: stage === undefined ? undefined : Date.now(),
    close: () => {
      for (const client of [dynamodb, kms, s3]) client.destroy();
    },
  };
}

function localConfig(dataDir: string) {
  const { endpoints, environment } = readCloudFile(dataDir);
  return {
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    dynamodb: endpoints.dynamodb,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}

async function accountOf(region: string | undefined): Promise<string> {
  const sts = new STSClient(region === undefined ? {} : { region });
  const { Account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return Account;
}
