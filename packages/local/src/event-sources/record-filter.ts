import { compilePattern } from '@tradepost/event-rules/event-pattern';
import type { EventSourceMappingResource } from '../resources.ts';

/**
 * Compiles a mapping's `FilterCriteria` for records whose data is JSON already (streams): a record passes if any of
 * the patterns matches, or if there are none. Throws an error that names the mapping where a pattern is not valid.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function compileRecordFilter(mapping: EventSourceMappingResource): (record: unknown) => boolean {
  const patterns = mapping.filters.map((filter) => compile(filter, mapping));
  return patterns.length === 0 ? () => true : (record) => patterns.some((matches) => matches(record));
}

/**
 * The same for SQS, where the body is text: a pattern with an object for `body` wants JSON, one with a list wants
 * plain text. A body of the other kind does not pass.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function compileMessageFilter(
  mapping: EventSourceMappingResource,
): (record: { readonly body: string }) => boolean {
  const patterns = mapping.filters.map((filter) => ({
    matches: compile(filter, mapping),
    wantsText: Array.isArray(filter['body']),
  }));
  if (patterns.length === 0) return () => true;
  return (record) => {
    const json = parse(record.body);
    return patterns.some(({ matches, wantsText }) => {
      if (wantsText) return json === undefined && matches(record);
      return json !== undefined && matches({ ...record, body: json });
    });
  };
}

function compile(filter: unknown, mapping: EventSourceMappingResource): (record: unknown) => boolean {
  try {
    return compilePattern(filter);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${mapping.service}: event source ${mapping.logicalId}: ${why}`, { cause: error });
  }
}

function parse(body: string): object | undefined {
  try {
    const json: unknown = JSON.parse(body);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}
