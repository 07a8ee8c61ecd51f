import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { LogFacts } from '../log/log-facts.ts';
import type { Logger } from '../log/logger.ts';
import type { Caller } from './caller.ts';

/** Either payload format of API Gateway. */
export type HttpEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** State of a request that the stack's middlewares share. `correlate` runs first and fills it. */
export type HttpContext = Context & {
  correlationId: string;
  caller: Caller;
  requestLogger: Logger;
  startedMs: number;
  /** Fields of every log line of the request. */
  logKeys: LogFacts;
  /** Further fields of the last log line: the subject of the response, or the code of the problem. */
  answerFacts: LogFacts;
};
