import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { readCloudFile } from '@tradepost/local/cloud-file';

export type ApplyOptions = {
  /** Stage on AWS; without it, the local cloud. */
  readonly stage?: string | undefined;
  readonly region?: string | undefined;
  /** Data folder of the local cloud. */
  readonly data?: string | undefined;
};

const DEFAULT_DATA = '.tradepost';
const LOCAL_STAGE = 'dev';

/**
 * Erases again every subject of the erasure list whose keys a restored table has back; prints how many. Returns the exit code.
 *
 * @throws Error if the function failed, no local cloud runs, or there are no credentials for the stage
 */
export async function applyErasures({ stage, region, data }: ApplyOptions): Promise<number> {
  const lambda = new LambdaClient(
    stage === undefined ? localConfig(data ?? DEFAULT_DATA) : region === undefined ? {} : { region },
  );
  const FunctionName = `tradepost-${stage ?? LOCAL_STAGE}-customers-apply-erasures`;
  try {
    const { FunctionError, Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }));
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) throw new Error(`${FunctionName} failed: ${text}`);
    const { listed, applied } = JSON.parse(text) as { readonly listed: number; readonly applied: number };
    console.log(`${listed} people on the erasure list, ${applied} of them erased again`);
    return 0;
  } finally {
    lambda.destroy();
  }
}

function localConfig(dataDir: string) {
  const { environment } = readCloudFile(dataDir);
  return {
    region: environment['AWS_REGION'] ?? '',
    endpoint: environment['AWS_ENDPOINT_URL'] ?? '',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
}
