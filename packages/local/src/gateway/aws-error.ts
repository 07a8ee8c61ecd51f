/** Error returned to the caller of an AWS API, with its AWS error code and HTTP status. */
export class AwsError extends Error {
  override readonly name: string;
  readonly code: string;
  /** Further members of the response. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly status: number;

  /** `code` and `message` use AWS's wording. */
  constructor(code: string, message: string, members: Readonly<Record<string, unknown>> = {}, status = 400) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
    this.status = status;
  }
}

/** Creates an `AwsError` without further members. */
export function awsError(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, {}, status);
}
