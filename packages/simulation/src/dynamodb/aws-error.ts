/** An error response of an AWS API. */
export class AwsError extends Error {
  readonly code: string;
  readonly statusCode: number;
  /** Further members of the response. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: string,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    statusCode = 400,
  ) {
    super(message);
    this.name = code;
    this.code = code;
    this.members = members;
    this.statusCode = statusCode;
  }
}

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
