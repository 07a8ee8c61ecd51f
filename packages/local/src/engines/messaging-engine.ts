import { join } from 'node:path';
import { SNSClient } from '@aws-sdk/client-sns';
import { startFauxqs } from 'fauxqs';
import { refuseHost, refusePage } from '../gateway/request-origin.ts';
import { type CallSqs, createCallSqs } from './call-sqs.ts';
import { type DeclaredMessaging, declareMessaging, releaseMessages } from './declare-messaging.ts';

export type MessagingEngine = {
  /** Address of SQS and SNS. */
  readonly endpoint: string;
  readonly callSqs: CallSqs;
  readonly sns: SNSClient;
  /** Creates the declared resources and keeps the data of existing ones; resolves with notes on the differences. */
  readonly declare: (resources: DeclaredMessaging) => Promise<readonly string[]>;
  /** Makes the in-flight messages of these queues visible now, for consumers that have ended without deleting them. */
  readonly release: (queueArns: readonly string[]) => Promise<void>;
  /** Returns the URL of a queue that is given by its ARN or URL. The queue may not exist. */
  readonly queueUrl: (queue: string) => string;
  readonly stop: () => Promise<void>;
};

/** The only account of fauxqs. */
const ACCOUNT_ID = '000000000000';

/**
 * Starts SQS and SNS on 127.0.0.1, with their state in `<dataDir>/messaging`, or in memory without `dataDir`.
 * An accepted message survives a `kill -9` of the process.
 */
export async function startMessagingEngine(options: {
  readonly dataDir?: string;
  readonly region: string;
  readonly port?: number;
}): Promise<MessagingEngine> {
  const { dataDir, region, port = 0 } = options;
  const server = await startFauxqs({
    port,
    listenHost: '127.0.0.1',
    // Queue URLs have the host of the request: 127.0.0.1 needs no DNS.
    host: '',
    defaultRegion: region,
    logger: false,
    ...(dataDir === undefined ? {} : { dataDir: join(dataDir, 'messaging') }),
    onRequest: async ({ headers }, reply) => {
      const refusal = refuseHost(headers) ?? refusePage(headers);
      return refusal && reply.code(refusal.status).send({ __type: 'AccessDenied', message: refusal.detail });
    },
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const callSqs = createCallSqs(server);
  const sns = new SNSClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const queueUrl = (queue: string): string => `${endpoint}/${ACCOUNT_ID}/${queueNameOf(queue)}`;
  return {
    endpoint,
    callSqs,
    sns,
    queueUrl,
    declare: (resources) => declareMessaging({ server, callSqs, sns, queueUrl }, resources),
    release: async (queueArns) => {
      for (const arn of queueArns) {
        const inFlight = server.inspectQueue(queueNameOf(arn))?.messages.inflight ?? [];
        await releaseMessages(
          callSqs,
          queueUrl(arn),
          inFlight.map(({ receiptHandle }) => receiptHandle),
        );
      }
    },
    stop: async () => {
      sns.destroy();
      await server.stop();
    },
  };
}

/** The last part of an ARN or of a URL. */
function queueNameOf(queue: string): string {
  return queue.split(/[:/]/u).at(-1) ?? '';
}
