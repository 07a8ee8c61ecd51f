import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { compilePattern } from '@tradepost/event-rules/event-pattern';

/**
 * Compiles a mapping's `FilterCriteria` for records that are JSON values (streams). A record passes if any pattern matches or
 * if there are none. Throws an error that names the mapping if a pattern is not valid.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export function compileRecordFilter(mapping: EventSourceMappingResource): (record: unknown) => boolean {
  const patterns = mapping.filters.map((filter) => compile(filter, mapping));
  return patterns.length === 0 ? () => true : (record) => patterns.some((matches) => matches(record));
}

/**
 * Compiles a mapping's `FilterCriteria` for SQS, where the body is text: a pattern with an object for `body` requires JSON,
 * a pattern with a list requires plain text. Other bodies do not pass.
 *
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
