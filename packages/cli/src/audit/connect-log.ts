import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createAnchorBucket } from '@tradepost/audit/anchor-bucket';
import { readTable } from '@tradepost/audit/verify/read-table';
import type { ReadableLog } from '@tradepost/audit/verify/verify-log';
import { createDocumentClient } from '@tradepost/dynamodb/document-client';
import { type AwsOptions, toAwsTarget } from '../api/aws-target.ts';

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

const LOCAL_ACCOUNT = '000000000000';

/**
 * Connects to the table, the bucket and the key of an audit log.
 *
 * @throws Error if no local cloud runs, or there are no credentials for the stage
 */
export async function connectLog(options: AwsOptions): Promise<LogConnection> {
  const { stage, config, dynamodbConfig } = toAwsTarget(options);
  const isLocal = options.stage === undefined;
  const dynamodb = new DynamoDBClient(dynamodbConfig);
  const [kms, s3] = [new KMSClient(config), new S3Client({ ...config, forcePathStyle: isLocal })];
  const account = isLocal ? LOCAL_ACCOUNT : await accountOf(options.region);
  const TableName = `tradepost-${stage}-operations-audit`;
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const bucket = createAnchorBucket(s3, `tradepost-${stage}-operations-audit-anchors-${account}`);
  return {
    log: { ...readTable(createDocumentClient(dynamodb), TableName), anchors: bucket.all },
    ...{ stage, kms, keyId: `alias/tradepost-${stage}-operations-audit` },
    estimatedEntries: Table?.ItemCount ?? 0,
    nowMs: isLocal ? undefined : Date.now(),
    close: () => {
      for (const client of [dynamodb, kms, s3]) client.destroy();
    },
  };
}

async function accountOf(region: string | undefined): Promise<string> {
  const sts = new STSClient(region === undefined ? {} : { region });
  const { Account = '' } = await sts.send(new GetCallerIdentityCommand({}));
  sts.destroy();
  return Account;
}
