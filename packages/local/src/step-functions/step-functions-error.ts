/** An error of the API, by the name that AWS gives it. */
export type StepFunctionsError = Error & { readonly code: string; readonly statusCode: number };

/**
 * Takes one of the API's error names and what it says; returns the error to throw.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
 */
export function stepFunctionsError(code: string, message: string, statusCode = 400): StepFunctionsError {
  return Object.assign(new Error(message), { name: code, code, statusCode });
}

export function isStepFunctionsError(error: unknown): error is StepFunctionsError {
  return error instanceof Error && 'code' in error && 'statusCode' in error;
}
