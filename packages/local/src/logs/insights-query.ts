import type { LogLine } from './log-store.ts';

/** A query of CloudWatch Logs Insights, as far as it is understood here. */
export type InsightsQuery = {
  readonly fields: readonly string[];
  /** The texts of which a line must hold one; any line will do where there are none. */
  readonly anyOf: readonly string[];
  readonly limit: number;
};

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Limit.html */
const DEFAULT_LIMIT = 10_000;

/**
 * Parses what our own queries are made of: `fields` of a line's own attributes, `filter @message like "…" or …`,
 * `sort @timestamp asc`, `limit`.
 *
 * @throws Error naming the command that is not understood here, as good as it may be on AWS
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export function parseInsightsQuery(text: string): InsightsQuery {
  let query: InsightsQuery = { fields: ['@timestamp', '@message'], anyOf: [], limit: DEFAULT_LIMIT };
  for (const command of splitOutsideQuotes(text, '|')) {
    const [name = ''] = /^\w+/.exec(command) ?? [];
    const rest = command.slice(name.length).trimStart();
    if (name === 'fields')
      query = { ...query, fields: rest.split(',').map((field) => toField(field.trim())) };
    else if (name === 'filter') query = { ...query, anyOf: toTexts(rest) };
    else if (name === 'limit' && /^\d+$/.test(rest)) query = { ...query, limit: Number(rest) };
    else if (command !== 'sort @timestamp asc') throw notUnderstood(command);
  }
  return query;
}

/** Takes lines, oldest first; returns the results as GetQueryResults has them. */
export function runInsightsQuery({ fields, anyOf, limit }: InsightsQuery, lines: readonly LogLine[]) {
  return lines
    .filter(({ message }) => anyOf.length === 0 || anyOf.some((text) => message.includes(text)))
    .toSorted((one, other) => one.timestampMs - other.timestampMs)
    .slice(0, limit)
    .map((line) => fields.map((field) => ({ field, value: VALUES[field]?.(line) ?? '' })));
}

const VALUES: Readonly<Record<string, (line: LogLine) => string>> = {
  '@timestamp': ({ timestampMs }) => new Date(timestampMs).toISOString().replace('T', ' ').replace('Z', ''),
  '@message': ({ message }) => message,
  // On AWS, with the account before it.
  '@log': ({ logGroupName }) => `000000000000:${logGroupName}`,
};

function toField(name: string): string {
  if (VALUES[name] === undefined) throw notUnderstood(`fields ${name}`);
  return name;
}

function toTexts(condition: string): string[] {
  return splitOutsideQuotes(condition, ' or ').map((part) => {
    const [, text] = /^@message like "([^"\\]*)"$/.exec(part) ?? [];
    if (text === undefined) throw notUnderstood(`filter ${part}`);
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

function notUnderstood(what: string): Error {
  return new Error(`the local cloud does not understand «${what}» in a query`);
}
