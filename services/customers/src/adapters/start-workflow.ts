import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { withTimeLimit } from '@tradepost/lambda/time-limit';

/** Starts the workflow of a privacy request. A repeat starts nothing: the execution has the id of the request as its name. */
export type StartWorkflow = (requestId: string) => Promise<void>;

/** A caller waits for it, and the SDK repeats a failed call within it. */
const CALL_TIMEOUT_MS = 3_000;

export function createStartWorkflow(client: SFNClient, stateMachineArn: string): StartWorkflow {
  return async (requestId) => {
    try {
      await withTimeLimit(CALL_TIMEOUT_MS, (abortSignal) =>
        client.send(
          new StartExecutionCommand({
            stateMachineArn,
            name: requestId,
            input: JSON.stringify({ requestId }),
          }),
          { abortSignal },
        ),
      );
    } catch (error) {
      // A Standard workflow that runs with the same input is started once; one that has ended is not started again.
      // https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
}
