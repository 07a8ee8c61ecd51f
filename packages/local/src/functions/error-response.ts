import type { OfflineResponse } from 'serverless-offline';

const SERVER_ERROR = '{"message":"Internal Server Error"}';
/** How serverless-offline begins what it makes of an error that a function throws. */
const ERROR_START = '{"errorMessage":';

/**
 * serverless-offline answers for a function that throws, behind an HTTP API, with 200 and the error as the body; behind a
 * REST API, with an empty body. API Gateway tells the caller nothing of the error: 500 for an HTTP API, 502 for a REST API.
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
