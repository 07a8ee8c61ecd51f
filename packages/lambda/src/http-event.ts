import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { LogFacts } from './log-facts.ts';
import type { Logger } from './logger.ts';

/** Either payload format of API Gateway. */
export type HttpEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** What the stack knows of a request before it is parsed; it is filled by the first middleware. */
export type HttpContext = Context & {
  correlationId: string;
  requestLogger: Logger;
  startedMs: number;
  /** What every line of the request says. */
  logKeys: LogFacts;
  /** What the last line says beside: what the answer is about, or why there is none. */
  answerFacts: LogFacts;
};
