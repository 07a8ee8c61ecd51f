import type { APIGatewayProxyEvent, APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { LogFacts } from './log-facts.ts';
import type { Logger } from './logger.ts';

/** Either payload format of API Gateway. */
export type HttpEvent = APIGatewayProxyEvent | APIGatewayProxyEventV2;

/** The caller of a request, as the gateway's authorizer identified it. */
export type Caller = {
  /** The token's subject, or `anonymous`. Ids derived from idempotency keys depend on it. */
  readonly id: string;
  /** Whether the access token has the OAuth scope. */
  readonly can: (scope: string) => boolean;
};

/** The state that the stack's middlewares keep of a request. `correlate` fills it first. */
export type HttpContext = Context & {
  correlationId: string;
  caller: Caller;
  requestLogger: Logger;
  startedMs: number;
  /** What every line of the request says. */
  logKeys: LogFacts;
  /** What the last line says beside: what the answer is about, or why there is none. */
  answerFacts: LogFacts;
};
