import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import { createOperations } from './operations.ts';
import type { StepFunctions } from './step-functions.ts';

/**
 * Creates an endpoint with the API of Step Functions, in AWS JSON 1.0.
 *
 * The SDK prefixes the endpoint's host with `sync-` for `StartSyncExecution`. A caller sets `disableHostPrefix: true`, or uses
 * a name that resolves to this machine with the prefix, too.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export function createStepFunctionsEndpoint(service: StepFunctions): AwsHandler {
  return createJsonApi('StepFunctions', createOperations(service), '1.0');
}
