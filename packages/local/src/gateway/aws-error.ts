/** An error that the caller of an API is to see, by its AWS code, with the HTTP status that goes with it. */
export type AwsError = Error & { readonly code: string; readonly status: number };

/** Takes the code and message as AWS words them. */
export function awsError(code: string, message: string, status = 400): AwsError {
  return Object.assign(new Error(message), { name: code, code, status });
}

export function isAwsError(error: unknown): error is AwsError {
  return error instanceof Error && 'code' in error && 'status' in error;
}
