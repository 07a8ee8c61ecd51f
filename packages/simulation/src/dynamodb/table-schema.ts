import type { TableResource } from '@tradepost/compiled-service/templates/resources';
import type { Index, TableSchema } from './table.ts';

type Keys = readonly { readonly AttributeName: string; readonly KeyType: string }[];

/**
 * Converts the declaration of a table in a compiled template.
 * Of a table without a stream, expired items are kept: no service reads any.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
export function toTableSchema({
  tableName,
  properties,
}: Pick<TableResource, 'tableName' | 'properties'>): TableSchema {
  const hasStream = properties['StreamSpecification'] !== undefined;
  const timeToLive = properties['TimeToLiveSpecification'] as { readonly AttributeName: string } | undefined;
  const indexes = (properties['GlobalSecondaryIndexes'] ?? []) as readonly Record<string, unknown>[];
  return {
    name: tableName,
    ...toKeys(properties['KeySchema'] as Keys),
    indexes: Object.fromEntries(indexes.map((index) => [String(index['IndexName']), toIndex(index)])),
    hasStream,
    ...(hasStream && timeToLive !== undefined ? { expiresAs: timeToLive.AttributeName } : {}),
  };
}

function toIndex(index: Record<string, unknown>): Index {
  const { ProjectionType, NonKeyAttributes = [] } = index['Projection'] as {
    ProjectionType: string;
    NonKeyAttributes?: readonly string[];
  };
  return {
    ...toKeys(index['KeySchema'] as Keys),
    projected: ProjectionType === 'ALL' ? 'ALL' : NonKeyAttributes,
  };
}

function toKeys(keys: Keys): { readonly hash: string; readonly range?: string } {
  const nameOf = (type: string) => keys.find(({ KeyType }) => KeyType === type)?.AttributeName;
  const range = nameOf('RANGE');
  return { hash: nameOf('HASH') ?? 'pk', ...(range === undefined ? {} : { range }) };
}
