import { STATUS_CODES } from 'node:http';

export const PROBLEM_TYPE = 'application/problem+json';

/** Problem details (RFC 9457) created by the gateway, not by a function. They have no code. */
export type GatewayProblem = {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
};

export function toGatewayProblem(status: number, detail: string): GatewayProblem {
  return { type: 'about:blank', title: STATUS_CODES[status] ?? 'Unknown', status, detail };
}
