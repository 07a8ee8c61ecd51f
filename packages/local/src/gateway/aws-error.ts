/** Error returned to the caller of an AWS API, with its AWS error code and HTTP status. */
export class AwsError extends Error {
  override readonly name: string;
  readonly code: string;
  /** Further members of the response. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly status: number;

  /** `code` and `message` use AWS's wording. */
  constructor(code: string, message: string, status: number, members: Readonly<Record<string, unknown>>) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
    this.status = status;
  }
}

/** Creates an `AwsError`. */
export function awsError(
  code: string,
  message: string,
  status = 400,
  members: AwsError['members'] = {},
): AwsError {
  return new AwsError(code, message, status, members);
}
