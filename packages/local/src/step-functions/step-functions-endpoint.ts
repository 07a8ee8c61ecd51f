import { awsError } from '../gateway/aws-error.ts';
import type { AwsHandler } from '../gateway/aws-handler.ts';
import { createJsonApi } from '../gateway/json-api.ts';
import { toSeconds } from './reads.ts';
import type { StepFunctions } from './step-functions.ts';

type Request = Readonly<Record<string, unknown>>;

const MAX_ERROR_LENGTH = 256;

/**
 * Creates an endpoint with the API of Step Functions, in AWS JSON 1.0.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export function createStepFunctionsEndpoint(service: StepFunctions): AwsHandler {
  const { machines, tokens } = service;
  const creationDate = toSeconds(Date.now());
  const operations: Readonly<Record<string, (request: Request) => unknown>> = {
    StartExecution: (request) =>
      service.startExecution({
        stateMachineArn: text(request, 'stateMachineArn'),
        input: optionalText(request, 'input'),
        name: optionalText(request, 'name'),
      }),
    DescribeExecution: (request) => {
      const description = service.describeExecution(text(request, 'executionArn'));
      const included = { inputDetails: { included: true }, outputDetails: { included: true } };
      return { ...description, ...included, redriveCount: 0 };
    },
    StopExecution: (request) =>
      service.stopExecution(
        text(request, 'executionArn'),
        optionalText(request, 'error'),
        optionalText(request, 'cause'),
      ),
    ListExecutions: (request) =>
      service.listExecutions({
        stateMachineArn: text(request, 'stateMachineArn'),
        statusFilter: optionalText(request, 'statusFilter'),
        ...paging(request),
      }),
    GetExecutionHistory: (request) =>
      service.getExecutionHistory({
        executionArn: text(request, 'executionArn'),
        reverseOrder: request['reverseOrder'] === true,
        ...paging(request),
      }),
    SendTaskSuccess: (request) => tokens.succeed(text(request, 'taskToken'), text(request, 'output')),
    SendTaskFailure: (request) => {
      const error = optionalText(request, 'error') ?? '';
      if (error.length > MAX_ERROR_LENGTH)
        throw invalid(`error is longer than ${MAX_ERROR_LENGTH} characters`);
      tokens.fail(text(request, 'taskToken'), error, optionalText(request, 'cause') ?? '');
    },
    SendTaskHeartbeat: (request) => tokens.heartbeat(text(request, 'taskToken')),
    ListStateMachines: () => ({
      stateMachines: [...machines.values()].map(({ resource: { arn, name, type } }) => ({
        ...{ stateMachineArn: arn, name, type, creationDate },
      })),
    }),
  };
  return createJsonApi('StepFunctions', operations, '1.0');
}

function paging(request: Request) {
  const maxResults = request['maxResults'];
  return {
    maxResults: typeof maxResults === 'number' ? maxResults : undefined,
    nextToken: optionalText(request, 'nextToken'),
  };
}

function text(request: Request, field: string): string {
  const value = optionalText(request, field);
  if (value === undefined) throw invalid(`1 validation error detected: ${field} is missing`);
  return value;
}

function optionalText(request: Request, field: string): string | undefined {
  const value = request[field] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(`1 validation error detected: ${field} is not a string`);
}

function invalid(message: string): Error {
  return awsError('ValidationException', message);
}
