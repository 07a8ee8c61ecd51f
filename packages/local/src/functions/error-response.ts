import type { OfflineResponse } from 'serverless-offline';

const SERVER_ERROR = '{"message":"Internal Server Error"}';
/** Start of the body that serverless-offline creates for an error thrown by a function. */
const ERROR_START = '{"errorMessage":';

/**
 * Replaces serverless-offline's response for a function that throws: 200 with the error as the body for an HTTP API, an empty
 * body for a REST API. API Gateway does not return the error: it answers 500 for an HTTP API and 502 for a REST API.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html
 */
export function correctErrorResponse(response: OfflineResponse): void {
  const { statusCode, source } = response;
  if (statusCode === 200 && isThrownError(source)) {
    response.statusCode = 500;
    response.source = SERVER_ERROR;
  } else if (statusCode !== undefined && statusCode >= 500 && (source === null || source === undefined)) {
    response.statusCode = 502;
    response.source = SERVER_ERROR;
  }
}

function isThrownError(source: unknown): boolean {
  if (typeof source !== 'string' || !source.startsWith(ERROR_START)) return false;
  const keys = Object.keys(JSON.parse(source) as object).sort();
  return keys.join() === 'errorMessage,errorType,stackTrace';
}
