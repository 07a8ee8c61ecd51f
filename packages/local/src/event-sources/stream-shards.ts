import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import type { Checkpoint, StreamCheckpoints } from './stream-checkpoints.ts';
import type { StreamsApi, WireShard } from './streams-api.ts';

export type StreamShardsConfig = {
  /** Id of the mapping. Must be the same after a restart. */
  readonly id: string;
  readonly streamArn: string;
  readonly startingPosition: EventSourceMappingResource['startingPosition'];
  readonly api: StreamsApi;
  readonly checkpoints: StreamCheckpoints;
};

/**
 * Creates a function that lists the shards to read now: shards that are not finished and whose parent is finished or no
 * longer listed. It rejects with the engine's errors.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html#Streams.Processing
 */
export function createStreamShards({
  id,
  streamArn,
  startingPosition,
  api,
  checkpoints,
}: StreamShardsConfig) {
  /**
   * Stores the starting position as a checkpoint at the first start. Otherwise `LATEST` would be another position after each
   * restart until the first record is read, and the records in between would be lost.
   */
  async function takePosition(shards: readonly WireShard[]): Promise<void> {
    const positions = await Promise.all(
      shards.map(async ({ ShardId }) => ({
        ShardId,
        position: startingPosition === 'LATEST' ? await endOf(ShardId) : OLDEST,
      })),
    );
    for (const { ShardId, position } of positions) checkpoints.save(id, streamArn, ShardId, position);
  }

  async function endOf(shardId: string): Promise<Checkpoint> {
    let sequenceNumber = '';
    let iterator: string | undefined = await api.iteratorAfter(streamArn, shardId, '');
    while (iterator !== undefined) {
      const { records, nextIterator } = await api.records(iterator);
      sequenceNumber = records.at(-1)?.dynamodb.SequenceNumber ?? sequenceNumber;
      if (records.length === 0 && nextIterator !== undefined) return { sequenceNumber, closed: false };
      iterator = nextIterator;
    }
    return { sequenceNumber, closed: true };
  }

  return async (): Promise<readonly WireShard[]> => {
    const shards = await api.listShards(streamArn);
    if (checkpoints.read(id, streamArn).size === 0) await takePosition(shards);
    const known = checkpoints.read(id, streamArn);
    const listed = new Set(shards.map((shard) => shard.ShardId));
    return shards.filter(({ ShardId, ParentShardId: parent }) => {
      const parentDone = parent === undefined || !listed.has(parent) || known.get(parent)?.closed === true;
      return parentDone && known.get(ShardId)?.closed !== true;
    });
  };
}

const OLDEST: Checkpoint = { sequenceNumber: '', closed: false };
