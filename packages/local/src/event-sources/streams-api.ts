import { Pool } from 'undici';

/** Record in wire format: binary values in base64, times in epoch seconds. */
export type WireRecord = {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion?: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime?: number;
    readonly [name: string]: unknown;
  };
  readonly userIdentity?: { readonly PrincipalId?: string; readonly Type?: string };
};

export type WireShard = { readonly ShardId: string; readonly ParentShardId?: string };

export type StreamsApi = ReturnType<typeof createStreamsApi>;

export type StreamsApiConfig = {
  /** URL of the engine, such as `http://127.0.0.1:8000`. */
  readonly endpoint: string;
  readonly region: string;
  /** Must be the access key that created the tables: DynamoDB Local has a separate database for each one. */
  readonly accessKeyId?: string;
};

const REQUEST_TIMEOUT_MS = 10_000;
/** Every shard of every stream may have a pending call. */
const CONNECTIONS = 64;

/**
 * Client for the three operations that reading a DynamoDB stream needs. It has less overhead than the SDK, because idle
 * streams are polled many times a second, and it leaves records in wire format, which is also Lambda's format. Local engines
 * check only the format of a signature. Errors have the engine's code as their `name`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */
export function createStreamsApi({ endpoint, region, accessKeyId = 'local' }: StreamsApiConfig) {
  const { origin, pathname } = new URL(endpoint);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: REQUEST_TIMEOUT_MS,
    bodyTimeout: REQUEST_TIMEOUT_MS,
  });
  const date = new Date().toISOString().replace(/[-:]|\.\d+/gu, '');
  const scope = `${accessKeyId}/${date.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`;

  async function call<Output>(operation: string, input: object): Promise<Output> {
    const { statusCode, body } = await pool.request({
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        'x-amz-date': date,
        authorization,
      },
      body: JSON.stringify(input),
    });
    const text = await body.text();
    if (statusCode !== 200) throw errorOf(operation, statusCode, text);
    return JSON.parse(text) as Output;
  }

  return {
    async listShards(streamArn: string): Promise<WireShard[]> {
      const shards: WireShard[] = [];
      let last: string | undefined;
      do {
        const { StreamDescription: page } = await call<{
          StreamDescription: { Shards?: WireShard[]; LastEvaluatedShardId?: string };
        }>('DescribeStream', { StreamArn: streamArn, ExclusiveStartShardId: last });
        shards.push(...(page.Shards ?? []));
        last = page.LastEvaluatedShardId;
      } while (last !== undefined);
      return shards;
    },
    /** Returns an iterator after the given sequence number; '' means from the oldest record. */
    async iteratorAfter(streamArn: string, shardId: string, sequenceNumber: string): Promise<string> {
      const position =
        sequenceNumber === ''
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber };
      const input = { StreamArn: streamArn, ShardId: shardId, ...position };
      return (await call<{ ShardIterator: string }>('GetShardIterator', input)).ShardIterator;
    },
    /** Returns one page. Without a next iterator, the shard is closed and has no more records. */
    async records(iterator: string): Promise<{ records: WireRecord[]; nextIterator: string | undefined }> {
      const output = await call<{ Records?: WireRecord[]; NextShardIterator?: string | null }>('GetRecords', {
        ShardIterator: iterator,
      });
      return { records: output.Records ?? [], nextIterator: output.NextShardIterator ?? undefined };
    },
    async close(): Promise<void> {
      await pool.destroy();
    },
  };
}

function errorOf(operation: string, status: number, text: string): Error {
  let name = `Http${status}`;
  let message = text;
  try {
    const body = JSON.parse(text) as { __type?: string; message?: string; Message?: string };
    name = body.__type?.split('#').at(-1) ?? name;
    message = body.message ?? body.Message ?? text;
  } catch {
    // Not an error of the API itself, for example from a proxy: use the status and the text.
  }
  return Object.assign(new Error(`${operation}: ${message}`), { name });
}
