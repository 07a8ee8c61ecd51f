import type { TableResource } from '@tradepost/compiled-service/templates/resources';
import type { Index, TableSchema } from './table.ts';

type Keys = readonly { readonly AttributeName: string; readonly KeyType: string }[];

/** Tables whose items expire weeks after everything else of a run. `delete-expired.ts` deletes them, with a record in the stream. */
const OUTLIVES_RUNS = /-carts-carts$/;

/**
 * Converts the declaration of a table in a compiled template.
 *
 * @throws if the table has a stream and a time to live within a run: the records of such deletions are not simulated
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
export function toTableSchema({
  tableName,
  properties,
}: Pick<TableResource, 'tableName' | 'properties'>): TableSchema {
  const hasStream = properties['StreamSpecification'] !== undefined;
  const expires = properties['TimeToLiveSpecification'] !== undefined && !OUTLIVES_RUNS.test(tableName);
  if (hasStream && expires)
    throw new Error(`${tableName} has a stream and a time to live, whose deletions are not simulated`);
  const indexes = (properties['GlobalSecondaryIndexes'] ?? []) as readonly Record<string, unknown>[];
  return {
    name: tableName,
    ...toKeys(properties['KeySchema'] as Keys),
    indexes: Object.fromEntries(indexes.map((index) => [String(index['IndexName']), toIndex(index)])),
    hasStream,
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
