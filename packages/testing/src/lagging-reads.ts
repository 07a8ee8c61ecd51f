type Input = {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, { readonly ConsistentRead?: boolean }>>;
};

/**
 * Takes a request to DynamoDB; returns the response if it reads a lagging table without strong consistency: nothing, as if all items
 * were written a moment ago. AWS allows this at any time, so a decision must not depend on such a read.
 *
 * @param target  the header `X-Amz-Target`
 * @param body    the request's body
 * @param lagging names of the lagging tables
 * @returns undefined for every other request
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export function answerOfLagging(target: unknown, body: Buffer, lagging: ReadonlySet<string>) {
  const [, operation] = String(target).split('.');
  if (lagging.size === 0 || !READS.has(operation ?? '')) return undefined;
  const input = JSON.parse(body.toString()) as Input;
  const { TableName = '', IndexName, ConsistentRead, RequestItems = {} } = input;
  if (operation === 'BatchGetItem') {
    const names = Object.keys(RequestItems);
    const isLagging = names.some((name) => lagging.has(name) && RequestItems[name]?.ConsistentRead !== true);
    return isLagging ? toResponse({ Responses: {}, UnprocessedKeys: {} }) : undefined;
  }
  if (!lagging.has(TableName) || IndexName !== undefined || ConsistentRead === true) return undefined;
  return toResponse(operation === 'GetItem' ? {} : { Items: [], Count: 0, ScannedCount: 0 });
}

const READS: ReadonlySet<string> = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem']);

function toResponse(output: object) {
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify(output),
  };
}
