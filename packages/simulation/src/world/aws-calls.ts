import { functionNameOf } from '@tradepost/compiled-service/templates/function-name';
import { AwsError, awsError } from '@tradepost/local/gateway/aws-error';
import type { InvocationResult } from '@tradepost/local/invocation';
import type { AwsRequest, AwsResponse } from '../code/surroundings.ts';
import { copyJson } from '../dynamodb/copy-json.ts';
import type { Input } from '../dynamodb/plain.ts';
import { withBytes } from '../dynamodb/with-bytes.ts';
import type { Faults } from '../faults/faults.ts';
import { type Call, INVOKED } from './call.ts';
import type { Conditions } from './conditions.ts';
import type { Invocation } from './invocation.ts';
import type { Setting } from './setting.ts';

/** An effect that takes time: a transaction, which locks its items from its beginning to its end. */
export class Lasting {
  readonly forMs: number;
  /** Ends the effect and returns its output. */
  readonly end: () => unknown;

  constructor(forMs: number, end: () => unknown) {
    this.forMs = forMs;
    this.end = end;
  }
}

export type AwsCallsConfig = Setting & {
  readonly situation: Conditions;
  /**
   * Applies a call's effect to the world at once and completely. Returns the output, or a `Lasting` effect that ends
   * later. Throws an `AwsError`.
   */
  readonly effect: (call: Call) => unknown;
  /** Invokes a function for `Lambda.Invoke`; resolves when the function has ended. */
  readonly invoke: (functionName: string, event: unknown, key: string) => Promise<InvocationResult>;
  /** Continues an invocation: the code that `run` continues belongs to it. */
  readonly resume: (invocation: Invocation, run: () => void) => void;
  readonly crash: (invocation: Invocation, why: string) => void;
  /** Receives each call when it is made. */
  readonly onCall: (invocation: Invocation, call: Call) => void;
};

const MAX_SLOW_MS = 30_000;
const MINUTE_MS = 60_000;
/** How long a service stays down. A short outage begins more often between two steps of a saga. */
const DOWN_MS = [10_000, MINUTE_MS];
/** The longest time that a request is in transit after its caller gave up on it. */
const MAX_STRAY_MS = 60_000;
const CONNECTION_LOST_MS = 3_000;
/** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_FUNCTION_MS = 15 * MINUTE_MS;
/** Long enough for a webhook to arrive first, and mostly short enough for the caller to be waiting still. */
const MAX_OVERTAKEN_MS = 2_000;

/**
 * The seam between the services and the world: receives each call as the SDK sends it, applies its effect after a
 * latency, and returns the response after another, unless a fault prevents it.
 */
export function createAwsCalls(config: AwsCallsConfig) {
  const { scheduler, draw, faults, situation, trace } = config;
  const isUneven = draw.chance('uneven', 0.5);
  const downMs = draw.pick('a service is down for', DOWN_MS);
  const latency = (name: string) =>
    (isUneven && draw.chance(`tail ${name}`, 0.08) ? 400 : 6) * draw.unit(name);

  return (
    invocation: Invocation,
    request: AwsRequest,
    { abortSignal }: { readonly abortSignal?: AbortSignal },
  ): Promise<AwsResponse> => {
    const { name: caller, instance } = invocation;
    const key = `${invocation.key}/${invocation.calls++}`;
    const call = { ...toCall(request), key, caller, version: instance.version };
    config.onCall(invocation, call);
    return new Promise((resolve, reject) => {
      const answer = (delayMs: number, run: () => void) =>
        scheduler.after(delayMs, () => config.resume(invocation, run));
      const noteDelay = (delayMs: number) => {
        instance.delayedUntilMs = Math.max(instance.delayedUntilMs, scheduler.nowMs() + delayMs);
      };
      const lose = () => {
        noteDelay(CONNECTION_LOST_MS);
        answer(CONNECTION_LOST_MS, () =>
          reject(Object.assign(new Error('socket hang up'), { name: 'TimeoutError' })),
        );
      };
      const happen = (then: (response: AwsResponse) => void = () => {}): void => {
        const refused =
          situation.errorOf?.(call, scheduler.passedMs()) ??
          refusalOf(call, faults, Math.floor(scheduler.nowMs() / downMs));
        const conclude = (run: () => unknown) => {
          const response = respond(run, isText(request) ? toTextResponse : toOutput);
          situation.onOutcome?.(call, outcomeOf(response));
          trace(() => `${invocation.name} ${call.operation} ${call.about} → ${outcomeOf(response)}`);
          then(response);
        };
        try {
          if (refused !== undefined) throw refused;
          const done = call.operation === 'Invoke' ? {} : config.effect(call);
          if (done instanceof Lasting) scheduler.after(done.forMs, () => conclude(done.end));
          else conclude(() => done);
        } catch (error) {
          conclude(() => {
            throw error;
          });
        }
      };
      abortSignal?.addEventListener('abort', () => {
        reject(Object.assign(new Error('Request aborted'), { name: 'AbortError' }));
      });
      if (faults.happens('crashBeforeCall', key)) {
        config.crash(invocation, `before ${call.operation}`);
        return;
      }
      if (faults.happens('lostRequest', key)) {
        lose();
        return;
      }
      if (faults.happens('strayRequest', key)) {
        scheduler.after(CONNECTION_LOST_MS + MAX_STRAY_MS * draw.unit(`stray ${key}`) ** 3, () => happen());
        lose();
        return;
      }
      const slowMs =
        faults.happens('slowCall', key) || (isToProvider(call) && faults.happens('providerSlow', key))
          ? MAX_SLOW_MS * draw.unit(`slow ${key}`)
          : 0;
      const delayMs = call.operation === 'Invoke' ? MAX_FUNCTION_MS : slowMs;
      if (delayMs > 0) noteDelay(delayMs);
      const respondTo = (response: AwsResponse) => {
        if (call.operation === 'Invoke' && response.statusCode === 200) {
          void config
            .invoke(functionNameOf(call.about), call.input, `${key}${INVOKED}`)
            .then((result) => answer(latency(`back ${key}`) + slowMs, () => resolve(toInvoked(result))));
          return;
        }
        const isOvertaken =
          response.statusCode === 200 &&
          call.operation === 'PutItem' &&
          isToProvider(call) &&
          faults.happens('earlyWebhook', key);
        const heldMs = isOvertaken ? MAX_OVERTAKEN_MS * draw.unit(`overtaken ${key}`) ** 0.5 : 0;
        if (faults.happens('crashAfterCall', key)) config.crash(invocation, `after ${call.operation}`);
        else if (faults.happens('lostAnswer', key)) lose();
        else answer(latency(`back ${key}`) + slowMs + heldMs, () => resolve(response));
      };
      const isLate = draw.chance(`late ${key}`, 0.5);
      scheduler.after(latency(`there ${key}`) + (isLate ? slowMs : 0), () => happen(respondTo));
    });
  };
}

function refusalOf(call: Call, faults: Faults, span: number): AwsError | undefined {
  const { service, key, about } = call;
  const asked = service === 'DynamoDB' ? about.split(' ')[0] : service;
  if (faults.happens('serviceDown', `${asked} span ${span}`)) {
    return awsError('InternalServerError', `${asked} is unreachable`, 500);
  }
  if (isToProvider(call) && faults.happens('providerDown', `minute ${key.split('/')[0]}`)) {
    return awsError('InternalServerError', 'the provider is down', 500);
  }
  if (faults.happens('internalError', key)) return awsError('InternalServerError', 'internal error', 500);
  if (faults.happens('throttled', key)) {
    const code = service === 'DynamoDB' ? 'ProvisionedThroughputExceededException' : 'ThrottlingException';
    return awsError(code, 'too much to do');
  }
  return undefined;
}

/** The simulated provider is a DynamoDB table. */
function isToProvider({ service, about }: Call): boolean {
  return service === 'DynamoDB' && about.includes('simulated-provider');
}

/** @param toSuccess makes the response of the output */
function respond(run: () => unknown, toSuccess: (output: unknown) => AwsResponse): AwsResponse {
  try {
    return toSuccess(run());
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return toResponse(error.status, { __type: error.code, message: error.message, ...error.members });
  }
}

const HEADERS = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'simulated' };
const NO_BODY = new Uint8Array();

function toResponse(statusCode: number, body: unknown): AwsResponse {
  return { statusCode, headers: { ...HEADERS }, body: Buffer.from(JSON.stringify(body)) };
}

/** Returns false if the SDK passes the input as it is, and takes the output as it is. */
function isText({ body }: AwsRequest): boolean {
  return typeof body !== 'object' || body instanceof Uint8Array;
}

function toOutput(output: unknown): AwsResponse {
  return {
    statusCode: 200,
    headers: HEADERS,
    body: NO_BODY,
    output: withBytes(Object(output)),
  };
}

function toTextResponse(output: unknown): AwsResponse {
  return toResponse(200, output);
}

/** Errors of Lambda itself, with their status: the SDK repeats them, unlike errors of the function. */
const LAMBDA_ERRORS: Readonly<Record<string, number>> = {
  'Lambda.TooManyRequestsException': 429,
  'Lambda.ServiceException': 500,
};

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
function toInvoked(result: InvocationResult): AwsResponse {
  if (!result.ok) {
    const { errorType, errorMessage } = result.error;
    const status = LAMBDA_ERRORS[errorType];
    if (status !== undefined)
      return toResponse(status, { __type: errorType.replace('Lambda.', ''), message: errorMessage });
  }
  const { headers, ...response } = toResponse(200, result.ok ? (result.payload ?? null) : result.error);
  return {
    ...response,
    headers: { ...headers, ...(result.ok ? {} : { 'x-amz-function-error': 'Unhandled' }) },
  };
}

function outcomeOf({ statusCode, body }: AwsResponse): string {
  if (statusCode === 200) return 'done';
  const { __type, CancellationReasons } = JSON.parse(Buffer.from(body).toString());
  const reasons = (CancellationReasons as { Code: string }[] | undefined)?.map(({ Code }) => Code).join(', ');
  return reasons === undefined ? __type : `${__type} [${reasons}]`;
}

function toCall({
  headers,
  path,
  query,
  body,
}: AwsRequest): Pick<Call, 'service' | 'operation' | 'input' | 'about'> {
  const [, invoked] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(path) ?? [];
  if (invoked !== undefined) {
    const input = inputOf(body);
    return { service: 'Lambda', operation: 'Invoke', input, about: decodeURIComponent(invoked) };
  }
  if (path.startsWith('/2015-03-31/event-source-mappings'))
    return { service: 'Lambda', operation: 'ListEventSourceMappings', input: { ...query }, about: '' };
  const [target = '', operation = ''] = (headers['x-amz-target'] ?? '').split('.');
  const input = inputOf(body);
  return { service: target.split('_')[0] ?? target, operation, input, about: aboutOf(input) };
}

function inputOf(body: AwsRequest['body']): Input {
  if (typeof body === 'object' && !(body instanceof Uint8Array)) return copyJson(body);
  return JSON.parse(typeof body === 'string' ? body : Buffer.from(body ?? '{}').toString());
}

function aboutOf(input: Input): string {
  const table = input['TableName'] ?? Object.keys(input['RequestItems'] ?? {})[0];
  const items = input['TransactItems'] as readonly Input[] | undefined;
  if (items !== undefined) return items.map((item) => aboutOf(Object.values(item)[0] as Input)).join(' + ');
  if (table !== undefined) {
    const key = input['Key'] ?? input['Item'] ?? {};
    const keys = [key['pk'], key['sk']].flatMap((value) => (value === undefined ? [] : Object.values(value)));
    return [String(table).replace(/^tradepost-dev-/, ''), ...keys].join(' ');
  }
  const entries = input['Entries'] as readonly Input[] | undefined;
  if (entries !== undefined) return entries.map((entry) => `${entry['DetailType']}`).join(', ');
  return (
    String(input['QueueUrl'] ?? input['stateMachineArn'] ?? input['SecretId'] ?? input['KeyId'] ?? '')
      .split(/[/:]/)
      .at(-1) ?? ''
  );
}
