import type { IncomingHttpHeaders } from 'node:http';
import { awsError } from '../gateway/aws-error.ts';
import type { AwsResponse } from '../gateway/aws-handler.ts';
import { refusal } from '../gateway/json-api.ts';

/**
 * Returns an error in the format of the requested API: JSON with its code, or XML for the query protocol (SNS).
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function refuse(request: IncomingHttpHeaders, code: string, message: string): AwsResponse {
  if (request['x-amz-target'] !== undefined) return refusal(awsError(code, message));
  if (request['content-type']?.startsWith('application/x-www-form-urlencoded') !== true)
    return refusal(awsError(code, message, 403));
  const text = message.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
  };
}
