import type { IncomingHttpHeaders } from 'node:http';
import type { AwsResponse } from '../gateway/aws-handler.ts';

/**
 * Returns an error in the format of the requested API: JSON with its code, or XML for the query protocol (SNS).
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export function refuse(request: IncomingHttpHeaders, code: string, message: string): AwsResponse {
  if (request['x-amz-target'] !== undefined) return json(400, 'application/x-amz-json-1.1', code, message);
  if (request['content-type']?.startsWith('application/x-www-form-urlencoded') !== true)
    return json(403, 'application/json', code, message);
  const text = message.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'));
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${text}</Message></Error></ErrorResponse>`,
  };
}

function json(status: number, contentType: string, code: string, message: string): AwsResponse {
  return {
    status,
    headers: { 'content-type': contentType, 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}
