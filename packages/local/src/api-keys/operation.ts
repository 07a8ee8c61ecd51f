import { type AwsError, awsError } from '../gateway/aws-error.ts';

/** Input of an operation: variables of the path, the query, and the JSON body. */
export type OperationInput = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
};

/** Returns the status and the output. Throws an `awsError` for errors of the caller. */
export type Operation = (input: OperationInput) => readonly [status: number, output: object];

/** Operations by their method and path, in which `:name` is a variable. */
export type Operations = Readonly<Record<string, Operation>>;

/** Maximum and default number of items in a page. */
const [MAX_LIMIT, DEFAULT_LIMIT] = [500, 25];

/** Returns the page of `items` that `limit` and `position` of the query ask for. A position is the id of the last item. */
export function toPage<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
): { readonly items: readonly Item[]; readonly position?: string } {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    throw badRequest(`limit must be a whole number from 1 to ${MAX_LIMIT}`);
  const after = query.get('position');
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  return start + limit < items.length && last !== undefined
    ? { items: page, position: last.id }
    : { items: page };
}

/** The error of a request that is not valid. */
export function badRequest(message: string): AwsError {
  return awsError('BadRequestException', message);
}

/** The error of a resource that does not exist. */
export function notFound(message: string): AwsError {
  return awsError('NotFoundException', message, 404);
}
