/** Error response of an AWS API, with its error code and HTTP status. */
export type AwsError = Error & {
  readonly code: string;
  readonly status: number;
  /** Further members of the response. */
  readonly members: Readonly<Record<string, unknown>>;
};

/** Creates an `AwsError`. `code` and `message` use AWS's wording. */
export function awsError(
  code: string,
  message: string,
  status = 400,
  members: AwsError['members'] = {},
): AwsError {
  return Object.assign(new Error(message), { name: code, code, status, members });
}

export function isAwsError(error: unknown): error is AwsError {
  return error instanceof Error && 'code' in error && 'status' in error;
}
