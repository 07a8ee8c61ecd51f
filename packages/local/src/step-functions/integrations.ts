import { createHash, randomUUID } from 'node:crypto';
import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import { isObject, type JsonValue } from '@tradepost/states-language/definition';
import type { TaskCall } from '@tradepost/states-language/run';
import { runtimeError, StatesError } from '@tradepost/states-language/states-error';
import type { FunctionError, InvokeFunction } from '../invocation.ts';
import type { TaskTokens } from './task-tokens.ts';

/** Further parameters of a call, by their API names. */
type OtherParameters = Readonly<Record<string, unknown>>;

/** Calls of workflows to other services. Each rejects with an error that has the service's name for it. */
export type WorkflowTasks = {
  readonly invokeFunction: InvokeFunction;
  readonly sendToQueue: (
    queueUrl: string,
    body: string,
    parameters: OtherParameters,
  ) => Promise<{ readonly messageId: string }>;
  readonly putEvents: (entries: readonly OtherParameters[]) => Promise<{
    readonly FailedEntryCount?: number | undefined;
    readonly Entries?: readonly object[] | undefined;
  }>;
  readonly publish: (
    topicArn: string,
    message: string,
    parameters: OtherParameters,
  ) => Promise<{ readonly messageId: string }>;
};

export type TaskDeps = {
  readonly tasks: WorkflowTasks;
  readonly tokens: Pick<TaskTokens, 'isSent' | 'markSent' | 'wait'>;
  /** The execution, and its state machine. */
  readonly origin: { readonly executionArn: string; readonly stateMachineArn: string };
  readonly log: (message: string) => void;
};

type Integration = (parameters: OtherParameters, deps: TaskDeps) => Promise<JsonValue>;

const HTTP_OK = 200;
const HTTP_ACCEPTED = 202;

/** Performs a task of a workflow. One with a token that was not sent before sends it, and waits for what is sent back. */
export async function callTask(task: TaskCall, deps: TaskDeps): Promise<JsonValue> {
  const { parsed, input, token } = task;
  if (parsed.kind === 'function') return invokeFunction(parsed.arn, input, deps.tasks);
  const integrate = (): Promise<JsonValue> => {
    const integration = INTEGRATIONS[`${parsed.service}:${parsed.action}`];
    if (integration === undefined) throw new Error(`the resource ${task.resource} is not supported here`);
    return integration(isObject(input) ? input : {}, deps);
  };
  if (token === undefined) return integrate();
  if (!deps.tokens.isSent(token)) {
    const response = await integrate();
    deps.tokens.markSent(token);
    task.submitted(response);
  }
  return deps.tokens.wait(token, task);
}

/**
 * Invokes a function by its name or ARN; returns its payload. Throws the function's error, named by its `errorType`, or
 * `Lambda.…` if the function could not be run.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
async function invokeFunction(nameOrArn: string, event: unknown, tasks: WorkflowTasks): Promise<JsonValue> {
  const result = await tasks.invokeFunction(functionNameOf(nameOrArn), event).catch(lambdaFault);
  if (!result.ok) throw functionError(result.error);
  return (result.payload ?? null) as JsonValue;
}

/** Integrations that a Task state may call, by `service:action`. Each returns the result of the state as Step Functions does. */
export const INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'lambda:invoke': lambdaInvoke,
  'sqs:sendMessage': sendMessage,
  'events:putEvents': putEvents,
  'sns:publish': publish,
};

async function lambdaInvoke(parameters: OtherParameters, { tasks, log }: TaskDeps): Promise<JsonValue> {
  const functionName = requireString(parameters, 'FunctionName');
  const event = parameters['Payload'] ?? {};
  const type = parameters['InvocationType'] ?? 'RequestResponse';
  if (type === 'Event') {
    // The workflow does not get the outcome of an asynchronous invocation; a failure is only logged.
    invokeFunction(functionName, event, tasks).catch((error: Error) =>
      log(`${functionName}, invoked asynchronously, failed: ${error.name}: ${error.message}`),
    );
    return { Payload: '', StatusCode: HTTP_ACCEPTED, ...sdkMetadata(HTTP_ACCEPTED) };
  }
  if (type !== 'RequestResponse') {
    throw runtimeError(`The invocation type "${String(type)}" is not supported here`);
  }
  const payload = await invokeFunction(functionName, event, tasks);
  return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: HTTP_OK, ...sdkMetadata(HTTP_OK) };
}

async function sendMessage(parameters: OtherParameters, { tasks }: TaskDeps): Promise<JsonValue> {
  const { QueueUrl, MessageBody, ...rest } = parameters;
  const queueUrl = requireString(parameters, 'QueueUrl');
  const body = asText(MessageBody);
  const { messageId } = await tasks.sendToQueue(queueUrl, body, rest).catch(faultOf('SQS'));
  const digest = createHash('md5').update(body).digest('hex');
  return { MD5OfMessageBody: digest, MessageId: messageId, ...sdkMetadata(HTTP_OK) };
}

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
async function putEvents(parameters: OtherParameters, deps: TaskDeps): Promise<JsonValue> {
  const entries = (parameters['Entries'] as readonly OtherParameters[] | undefined) ?? [];
  const origin = [deps.origin.executionArn, deps.origin.stateMachineArn];
  const sent = entries.map((entry) => ({
    ...entry,
    Detail: asText(entry['Detail']),
    Resources: [...((entry['Resources'] as readonly string[] | undefined) ?? []), ...origin],
  }));
  const answer = await deps.tasks.putEvents(sent).catch(faultOf('EventBridge'));
  const result = { Entries: answer.Entries ?? [], FailedEntryCount: answer.FailedEntryCount ?? 0 };
  if (result.FailedEntryCount > 0) throw new StatesError('EventBridge.FailedEntry', JSON.stringify(result));
  return { ...(result as unknown as { Entries: JsonValue }), ...sdkMetadata(HTTP_OK) };
}

async function publish(parameters: OtherParameters, { tasks }: TaskDeps): Promise<JsonValue> {
  const { TopicArn, Message, ...rest } = parameters;
  const topicArn = requireString(parameters, 'TopicArn');
  const { messageId } = await tasks.publish(topicArn, asText(Message), rest).catch(faultOf('SNS'));
  return { MessageId: messageId, ...sdkMetadata(HTTP_OK) };
}

/** Converts a message that is an object in the definition to JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function requireString(parameters: OtherParameters, name: string): string {
  const value = parameters[name];
  if (typeof value === 'string') return value;
  throw runtimeError(`The parameter ${name} must be a string, not ${JSON.stringify(value)}`);
}

function sdkMetadata(status: number): { [name: string]: JsonValue } {
  return {
    SdkHttpMetadata: { AllHttpHeaders: {}, HttpHeaders: {}, HttpStatusCode: status },
    SdkResponseMetadata: { RequestId: randomUUID() },
  };
}

function functionError(error: FunctionError): Error {
  const { errorType, errorMessage, trace } = error;
  return new StatesError(errorType, JSON.stringify({ errorType, errorMessage, ...(trace ? { trace } : {}) }));
}

const LAMBDA_FAULTS = ['ResourceNotFoundException', 'TooManyRequestsException'];

function lambdaFault(fault: unknown): never {
  const name = fault instanceof Error ? fault.name : '';
  throw new StatesError(
    `Lambda.${LAMBDA_FAULTS.includes(name) ? name : 'ServiceException'}`,
    messageOf(fault),
  );
}

function faultOf(service: string): (fault: unknown) => never {
  return (fault) => {
    const name = fault instanceof Error && fault.name !== 'Error' ? fault.name : 'ServiceException';
    throw new StatesError(`${service}.${name}`, messageOf(fault));
  };
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
