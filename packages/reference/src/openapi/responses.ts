import { STATUS_CODES } from 'node:http';
import type { RouteContract } from '@tradepost/contracts/define-route';
import type { RouteExample } from '@tradepost/contracts/example-for';
import { PROBLEMS, type ProblemCode } from '@tradepost/contracts/problem';
import { problem } from '@tradepost/contracts/problem-details';
import { toProblemExample } from '@tradepost/contracts/problem-example';
import { mayBeUnchanged, problemsOf } from '@tradepost/contracts/route-answers';
import type { Schemas } from '../json-schema.ts';
import { GATEWAY_RESPONSES } from './gateway-answers.ts';
import { headersOfProblem, headersOut } from './headers.ts';

/** All responses of a route by status: success, 304, its problems, and the responses of API Gateway itself. */
export function toResponses(route: RouteContract, example: RouteExample | undefined, schemas: Schemas) {
  const problems = Map.groupBy(problemsOf(route), (code) => PROBLEMS[code].status);
  return {
    [route.success.status]: toSuccess(route, example, schemas),
    ...(mayBeUnchanged(route) ? { 304: toUnchanged(route) } : {}),
    ...Object.fromEntries(
      [...problems].map(([status, codes]) => [status, toProblems(route, status, codes, schemas)]),
    ),
    ...GATEWAY_RESPONSES,
  };
}

function toSuccess(route: RouteContract, example: RouteExample | undefined, schemas: Schemas) {
  const { status, body } = route.success;
  return {
    description: STATUS_CODES[status],
    headers: headersOut(route),
    content: {
      'application/json': {
        schema: schemas.of(body, 'output'),
        ...(example === undefined ? {} : { example: example.answer }),
      },
    },
  };
}

function toUnchanged(route: RouteContract) {
  return {
    description: 'The caller has the current version, according to `If-None-Match`.',
    headers: headersOut(route),
  };
}

function toProblems(route: RouteContract, status: number, codes: readonly ProblemCode[], schemas: Schemas) {
  const examples = codes.map((code) => [
    code,
    { summary: PROBLEMS[code].title, value: toProblemExample(code) },
  ]);
  return {
    description: codes.map((code) => `- \`${code}\`: ${PROBLEMS[code].title}.`).join('\n'),
    headers: headersOfProblem(status, route),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            schemas.of(problem, 'output'),
            {
              type: 'object',
              properties: { status: { const: status }, code: { type: 'string', enum: codes } },
              required: ['status', 'code'],
            },
          ],
        },
        examples: Object.fromEntries(examples),
      },
    },
  };
}
