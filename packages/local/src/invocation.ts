/**
 * The one way in which everything in the local cloud (event sources, rules, workflows, the SDK's `Invoke`)
 * runs a function. `Payload` values are plain JSON.
 */
export type InvokeFunction = (functionName: string, event: unknown) => Promise<InvocationResult>;

/** What the Lambda service answers: the handler's value, or the error that it threw. */
export type InvocationResult =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: FunctionError };

/**
 * An unhandled error, as Lambda puts it on the wire.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
 */
export type FunctionError = {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
};

/** Takes `arn:aws:lambda:…:function:NAME`, with or without a qualifier, or a bare name; returns the name. */
export function functionNameOf(arnOrName: string): string {
  const parts = arnOrName.split(':');
  return (parts.length >= 7 ? parts[6] : parts[0]) ?? arnOrName;
}
