import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { readCloudFile } from '@tradepost/local/cloud-file';

/** Clients of a local cloud's DynamoDB and SQS. */
export type CloudAws = {
  readonly documents: DynamoDBDocumentClient;
  readonly sqs: SQSClient;
  readonly close: () => void;
};

/** Takes the data folder of a running local cloud; throws if none runs. */
export function connectAws(dataDir: string): CloudAws {
  const { endpoints, environment } = readCloudFile(dataDir);
  const shared = {
    region: environment['AWS_REGION'] ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const dynamodb = new DynamoDBClient({ ...shared, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...shared, endpoint: endpoints.sqs });
  return {
    documents: DynamoDBDocumentClient.from(dynamodb),
    sqs,
    close: () => {
      dynamodb.destroy();
      sqs.destroy();
    },
  };
}
