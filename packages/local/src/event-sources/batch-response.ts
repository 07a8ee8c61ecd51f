import { isRecord } from '@tradepost/event-rules/is-record';
/**
 * Returns the items of a batch that a function reports as failed: none if the response has no report, `undefined` if the
 * response is not valid, which fails the whole batch. `payload` is the handler's return value; `identifiers` are the batch's
 * message ids or sequence numbers.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export function failedItemsOf(
  payload: unknown,
  identifiers: ReadonlySet<string>,
): ReadonlySet<string> | undefined {
  if (payload === null || payload === undefined) return NONE;
  if (!isRecord(payload)) return undefined;
  const failures = payload['batchItemFailures'];
  if (failures === null || failures === undefined) return NONE;
  if (!Array.isArray(failures)) return undefined;
  const failed = new Set<string>();
  for (const failure of failures) {
    const identifier: unknown = isRecord(failure) ? failure['itemIdentifier'] : undefined;
    if (typeof identifier !== 'string' || !identifiers.has(identifier)) return undefined;
    failed.add(identifier);
  }
  return failed;
}

const NONE: ReadonlySet<string> = new Set();
