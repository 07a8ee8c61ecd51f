import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Cors } from '@tradepost/compiled-service/templates/http-apis';
import type { ApiResponse } from './api-response.ts';
import { corsHeaders } from './cors.ts';

/** A request to a route of an API, which answers it. */
export type AnsweredRequest = {
  /** Id that the API gives the request. */
  readonly id: string;
  readonly request: IncomingMessage;
  readonly method: string;
  /** CORS configuration of the route's API. */
  readonly cors: Cors | undefined;
};

/** Header in which an API returns the id of the request. */
const REQUEST_ID = { http: 'apigw-requestid', rest: 'x-amzn-requestid' } as const;

/** Sends the response of an API, with the request's id and the CORS headers of the API. */
export function sendResponse(
  response: ServerResponse,
  { id, request, method, cors }: AnsweredRequest,
  kind: 'http' | 'rest',
  { status, headers, body }: ApiResponse,
): void {
  const sent = cors === undefined ? headers : headers.filter(([name]) => !/^access-control-/i.test(name));
  for (const [name, value] of [...sent, [REQUEST_ID[kind], id] as const]) response.appendHeader(name, value);
  for (const [name, value] of Object.entries(cors === undefined ? {} : corsHeaders(cors, request.headers)))
    response.setHeader(name, value);
  if (status !== 204 && status !== 304) response.setHeader('content-length', body.length);
  response.writeHead(status);
  response.end(method === 'HEAD' ? undefined : body);
}
