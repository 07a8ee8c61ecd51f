/** Error returned to the caller of an API, with its AWS error code and HTTP status. */
export type AwsError = Error & { readonly code: string; readonly status: number };

/** Creates an `AwsError`. `code` and `message` use AWS's wording. */
export function awsError(code: string, message: string, status = 400): AwsError {
  return Object.assign(new Error(message), { name: code, code, status });
}

export function isAwsError(error: unknown): error is AwsError {
  return error instanceof Error && 'code' in error && 'status' in error;
}
