import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type AwsOptions, toAwsTarget } from '../api/aws-target.ts';

/**
 * Erases again every subject of the erasure list whose keys a restored table has back; prints how many. Returns the exit code.
 *
 * @throws Error if the function failed, no local cloud runs, or there are no credentials for the stage
 */
export async function applyErasures(options: AwsOptions): Promise<number> {
  const { stage, config } = toAwsTarget(options);
  const lambda = new LambdaClient(config);
  const FunctionName = `tradepost-${stage}-customers-apply-erasures`;
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
