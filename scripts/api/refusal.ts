import { type Problem, problem } from '@tradepost/contracts/problem';
import type { ApiReply } from './api-client.ts';

/** The API refused what it was asked for. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly status: number;
  /** Of RFC 9457's problem; `UNKNOWN` where the answer was none. */
  readonly code: string;

  constructor(call: string, reply: ApiReply) {
    const said = toProblem(reply);
    super(`${call}: ${reply.status} ${said === undefined ? JSON.stringify(reply.body) : describe(said)}`);
    this.status = reply.status;
    this.code = said?.code ?? 'UNKNOWN';
  }
}

/** The problem that an answer is, where it is one. */
export function toProblem(reply: ApiReply): Problem | undefined {
  const parsed = problem.safeParse(reply.body);
  return parsed.success ? parsed.data : undefined;
}

/** A problem in one line: its code, and what it says about it. */
export function describe({ code, title, status, type, correlationId, ...facts }: Problem): string {
  const details = JSON.stringify(facts);
  return `${code} (${title})${details === '{}' ? '' : ` ${details.slice(0, 500)}`}`;
}
