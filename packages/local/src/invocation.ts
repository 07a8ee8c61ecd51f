/**
 * Runs a function. Event sources, rules, workflows and the SDK's `Invoke` all use it. Events and payloads are plain JSON.
 */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<InvocationResult>;

/** Result of an invocation: the value that the handler returned, or the error that it threw. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionError };

/**
 * Unhandled error, in Lambda's wire format.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};
