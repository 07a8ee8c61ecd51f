import type { RouteContract } from '@tradepost/contracts/define-route';
import { listParametersOf } from '@tradepost/contracts/query-lists';
import { toPointer, ValidationError } from '../validation.ts';
import type { HttpEvent } from './event.ts';

/**
 * The parameters of the path, percent-decoded exactly once on both kinds of API. A REST API passes them as they were sent
 * (`my-id%2F100`), an HTTP API passes them decoded. Only events of HTTP APIs have a `version`. `+` stays a plus.
 *
 * @returns the parameters by name
 * @throws ValidationError for a parameter that is not percent-encoded UTF-8
 * @see https://github.com/aws/aws-sam-cli/issues/3524 events of a deployed REST API
 * @see https://github.com/aws-powertools/powertools-lambda-python/issues/1098 events of a deployed HTTP API
 */
export function pathParametersOf(event: HttpEvent): Readonly<Record<string, string>> {
  const given = Object.entries(event.pathParameters ?? {}).map(
    ([name, value]) => [name, value ?? ''] as const,
  );
  if ('version' in event) return Object.fromEntries(given);
  return Object.fromEntries(given.map(([name, value]) => [name, decode(name, value)]));
}

/**
 * The parameters of the query: an array for each parameter that is a list in the contract, a text for every other.
 *
 * `queryStringParameters` is not enough: a REST API keeps only the last value in it, an HTTP API joins all with commas.
 *
 * @throws ValidationError naming each parameter that is repeated and is not a list
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function queryParametersOf(
  route: Pick<RouteContract, 'query'>,
  event: HttpEvent,
): Readonly<Record<string, string | readonly string[]>> {
  const lists = listParametersOf(route);
  const given = Object.entries(valuesByName(event));
  const repeated = given.filter(([name, values]) => values.length > 1 && !lists.has(name));
  if (repeated.length > 0) {
    throw new ValidationError(
      repeated.map(([name]) => ({
        pointer: toPointer([name], '#/query'),
        code: 'REPEATED_PARAMETER',
        detail: 'must be given once',
      })),
    );
  }
  return Object.fromEntries(
    given.map(([name, values]) => [name, lists.has(name) ? values : (values[0] ?? '')]),
  );
}

/** The values of each parameter, decoded, in the order in which they were sent. `+` is a space in a query. */
function valuesByName(event: HttpEvent): Readonly<Record<string, readonly string[]>> {
  if (!('version' in event) || !('rawQueryString' in event)) {
    const { multiValueQueryStringParameters } = event as { multiValueQueryStringParameters?: Multiple };
    return Object.fromEntries(
      Object.entries(multiValueQueryStringParameters ?? {}).map(([name, values]) => [name, values ?? []]),
    );
  }
  const parsed = new URLSearchParams(event.rawQueryString);
  return Object.fromEntries([...new Set(parsed.keys())].map((name) => [name, parsed.getAll(name)]));
}

type Multiple = Readonly<Record<string, readonly string[] | undefined>> | null;

function decode(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    const detail = 'must be percent-encoded UTF-8';
    throw new ValidationError([{ pointer: toPointer([name], '#/path'), code: 'INVALID_ENCODING', detail }]);
  }
}
