import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { withTimeLimit } from '@tradepost/lambda/time-limit';

export type Invoke = (functionName: string, payload: unknown) => Promise<unknown>;

/**
 * Invokes functions of other services directly.
 *
 * @param timeoutMs includes the SDK's retries. The calling function times out after 10 s
 * @returns what the function answers, parsed as JSON
 */
export function createInvoke(client: Pick<LambdaClient, 'send'>, timeoutMs: number): Invoke {
  return (FunctionName, payload) =>
    withTimeLimit(timeoutMs, async (abortSignal) => {
      const command = new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) });
      const { FunctionError, Payload } = await client.send(command, { abortSignal });
      if (FunctionError !== undefined) throw new Error(`${FunctionName} failed: ${FunctionError}`);
      return JSON.parse(Buffer.from(Payload ?? []).toString() || 'null') as unknown;
    });
}
