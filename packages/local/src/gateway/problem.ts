import { STATUS_CODES } from 'node:http';

export const PROBLEM_TYPE = 'application/problem+json';

/** What a gateway says by itself, before any function does: RFC 9457, without a code. */
export type GatewayProblem = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
};

export function toGatewayProblem(status: number, detail: string): GatewayProblem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Unknown', status, detail };
}
