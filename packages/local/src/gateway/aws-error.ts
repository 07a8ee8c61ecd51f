/** Error returned to the caller of an AWS API, with its AWS error code and HTTP status. */
export class AwsError extends Error {
  override readonly name: string;
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status: number) {
    super(message);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/** Creates an `AwsError`. `code` and `message` use AWS's wording. */
export function awsError(code: string, message: string, status = 400): AwsError {
  return new AwsError(code, message, status);
}
