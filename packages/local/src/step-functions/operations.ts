import { awsError } from '../gateway/aws-error.ts';
import type { NumberedEvent } from './history-store.ts';
import type { Machine } from './machine.ts';
import { toSeconds } from './standard-reader.ts';
import type { EndedExpress } from './start-execution.ts';
import type { StepFunctions } from './step-functions.ts';

type Request = Readonly<Record<string, unknown>>;
type Operation = (request: Request) => unknown;

const MAX_ERROR_LENGTH = 256;
const BILLED_MEMORY_MB = 64;
const BILLED_STEP_MS = 100;

/** Creates the operations of Step Functions' API, by name. Each takes the request's JSON and returns the response's. */
export function createOperations(service: StepFunctions): Readonly<Record<string, Operation>> {
  const { machines, tokens } = service;
  const createdDate = toSeconds(Date.now());
  return {
    StartExecution: (request) => service.startExecution(startRequest(request)),
    StartSyncExecution: async (request) =>
      syncAnswer(await service.startSyncExecution(startRequest(request))),
    DescribeExecution: (request) => {
      const description = service.describeExecution(text(request, 'executionArn'));
      const outputDetails = description.output === undefined ? {} : { outputDetails: { included: true } };
      return { ...description, inputDetails: { included: true }, ...outputDetails, redriveCount: 0 };
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
    GetExecutionHistory: (request) => history(service, request),
    SendTaskSuccess: (request) => {
      tokens.succeed(text(request, 'taskToken'), text(request, 'output'));
      return {};
    },
    SendTaskFailure: (request) => {
      const error = optionalText(request, 'error') ?? '';
      if (error.length > MAX_ERROR_LENGTH)
        throw invalid(`error is longer than ${MAX_ERROR_LENGTH} characters`);
      tokens.fail(text(request, 'taskToken'), error, optionalText(request, 'cause') ?? '');
      return {};
    },
    SendTaskHeartbeat: (request) => {
      tokens.heartbeat(text(request, 'taskToken'));
      return {};
    },
    DescribeStateMachine: (request) =>
      describeMachine(machines, text(request, 'stateMachineArn'), createdDate),
    ListStateMachines: () => ({
      stateMachines: [...machines.values()].map((machine) => machineItem(machine, createdDate)),
    }),
  };
}

function startRequest(request: Request) {
  return {
    stateMachineArn: text(request, 'stateMachineArn'),
    input: optionalText(request, 'input'),
    name: optionalText(request, 'name'),
  };
}

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html */
function syncAnswer(ended: EndedExpress): object {
  const { executionArn, stateMachineArn, name, input, startedMs, stoppedMs, end } = ended;
  const output = end.status === 'SUCCEEDED' ? { output: end.output, outputDetails: { included: true } } : {};
  const failure = end.status === 'SUCCEEDED' ? {} : { error: end.error, cause: end.cause };
  const billedMs = Math.ceil((stoppedMs - startedMs) / BILLED_STEP_MS) * BILLED_STEP_MS;
  return {
    ...{ executionArn, stateMachineArn, name, input, inputDetails: { included: true } },
    ...{ startDate: toSeconds(startedMs), stopDate: toSeconds(stoppedMs), status: end.status },
    ...output,
    ...failure,
    billingDetails: { billedMemoryUsedInMB: BILLED_MEMORY_MB, billedDurationInMilliseconds: billedMs },
  };
}

function history(service: StepFunctions, request: Request): object {
  const page = service.getExecutionHistory({
    executionArn: text(request, 'executionArn'),
    reverseOrder: request['reverseOrder'] === true,
    ...paging(request),
  });
  if (request['includeExecutionData'] !== false) return page;
  return { ...page, events: page.events.map(withoutData) };
}

const DATA_FIELDS: ReadonlySet<string> = new Set(['input', 'output', 'parameters', 'cause']);

function withoutData(event: NumberedEvent): object {
  const fields = Object.entries(event).map(([name, value]) => {
    if (!name.endsWith('EventDetails')) return [name, value];
    return [name, Object.fromEntries(Object.entries(value).filter(([field]) => !DATA_FIELDS.has(field)))];
  });
  return Object.fromEntries(fields);
}

function describeMachine(machines: ReadonlyMap<string, Machine>, arn: string, createdDate: number): object {
  const machine = machines.get(arn);
  if (machine === undefined) {
    throw awsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  const definition = JSON.stringify(machine.resource.definition);
  const roleArn = `arn:aws:iam::${arn.split(':')[4] ?? ''}:role/${machine.resource.name}`;
  return { ...machineItem(machine, createdDate), status: 'ACTIVE', definition, roleArn };
}

function machineItem({ resource }: Machine, creationDate: number): object {
  return { stateMachineArn: resource.arn, name: resource.name, type: resource.type, creationDate };
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
  const value = request[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw invalid(`1 validation error detected: ${field} is not a string`);
}

function invalid(message: string): Error {
  return awsError('ValidationException', message);
}
