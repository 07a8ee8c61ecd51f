import type { LogLine } from './log-store.ts';

/** CloudWatch Logs Insights query, limited to the commands supported here. */
export type InsightsQuery = {
  readonly fields: readonly string[];
  /** Field and value of `filterIndex`. Only log groups with an index of the field are searched. */
  readonly index?: { readonly field: string; readonly value: string };
  /** A line must contain one of these texts. Empty if there is no such condition. */
  readonly anyOf: readonly string[];
  readonly limit: number;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html */
const DEFAULT_LIMIT = 10_000;

/**
 * Parses the commands of the queries of operations: `fields` with attributes of a line, `filterIndex field = "…"`,
 * `filter @message like "…" or …`, `sort @timestamp asc`, `limit`.
 *
 * @throws Error if a command is not supported here, even if AWS supports it
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-FilterIndex.html
 */
export function parseInsightsQuery(text: string): InsightsQuery {
  let query: InsightsQuery = { fields: ['@timestamp', '@message'], anyOf: [], limit: DEFAULT_LIMIT };
  for (const command of splitOutsideQuotes(text, '|')) {
    const [name = ''] = /^\w+/.exec(command) ?? [];
    const rest = command.slice(name.length).trimStart();
    if (name === 'fields')
      query = { ...query, fields: rest.split(',').map((field) => toField(field.trim())) };
    else if (name === 'filterIndex') query = { ...query, index: toIndex(rest) };
    else if (name === 'filter') query = { ...query, anyOf: toTexts(rest) };
    else if (name === 'limit' && /^\d+$/.test(rest)) query = { ...query, limit: Number(rest) };
    else if (command !== 'sort @timestamp asc') throw notSupported(command);
  }
  return query;
}

/** Returns the matching lines in the format of GetQueryResults, oldest first. */
export function runInsightsQuery({ fields, index, anyOf, limit }: InsightsQuery, lines: readonly LogLine[]) {
  return lines
    .filter(({ message }) => index === undefined || isIndexed(message, index))
    .filter(({ message }) => anyOf.length === 0 || anyOf.some((text) => message.includes(text)))
    .toSorted((one, other) => one.timestampMs - other.timestampMs)
    .slice(0, limit)
    .map((line) => fields.map((field) => ({ field, value: VALUES[field]?.(line) ?? '' })));
}

const VALUES: Readonly<Record<string, (line: LogLine) => string>> = {
  '@timestamp': ({ timestampMs }) => new Date(timestampMs).toISOString().replace('T', ' ').replace('Z', ''),
  '@message': ({ message }) => message,
  // AWS puts the account id before the name.
  '@log': ({ logGroupName }) => `000000000000:${logGroupName}`,
};

function toField(name: string): string {
  if (VALUES[name] === undefined) throw notSupported(`fields ${name}`);
  return name;
}

function toIndex(condition: string): NonNullable<InsightsQuery['index']> {
  const [, field, value] = /^(\w+) = "([^"\\]*)"$/.exec(condition) ?? [];
  if (field === undefined || value === undefined) throw notSupported(`filterIndex ${condition}`);
  return { field, value };
}

/** Returns true for a JSON line with the value in the field. Other lines have no indexed fields. */
function isIndexed(message: string, { field, value }: NonNullable<InsightsQuery['index']>): boolean {
  // Most lines are not parsed: queries have values without quotes and backslashes, which JSON leaves as they are.
  if (!message.includes(value)) return false;
  try {
    const line: unknown = JSON.parse(message);
    return (Object(line) as Readonly<Record<string, unknown>>)[field] === value;
  } catch {
    return false;
  }
}

function toTexts(condition: string): string[] {
  return splitOutsideQuotes(condition, ' or ').map((part) => {
    const [, text] = /^@message like "([^"\\]*)"$/.exec(part) ?? [];
    if (text === undefined) throw notSupported(`filter ${part}`);
    return text;
  });
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    if (quoted || !text.startsWith(separator, at)) parts.push(`${parts.pop() ?? ''}${text[at]}`);
    else {
      parts.push('');
      at += separator.length - 1;
    }
  }
  return parts.map((part) => part.trim());
}

function notSupported(what: string): Error {
  return new Error(`the local cloud does not support "${what}" in a query`);
}
