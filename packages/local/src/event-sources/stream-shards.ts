import type { EventSourceMappingResource } from '../resources.ts';
import type { Checkpoint, StreamCheckpoints } from './stream-checkpoints.ts';
import type { StreamsApi, WireShard } from './streams-api.ts';

export type StreamShardsConfig = {
  /** Of the mapping, the same over restarts. */
  readonly id: string;
  readonly streamArn: string;
  readonly startingPosition: EventSourceMappingResource['startingPosition'];
  readonly api: StreamsApi;
  readonly checkpoints: StreamCheckpoints;
};

/**
 * Lists the shards that can be read now: not read to their end, and their parent is, or is no longer there. Rejects
 * with the engine's errors.
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
   * The very first time, the starting position is made a checkpoint. `LATEST` would otherwise be another place after
   * each restart until the first record came, and what was written in between would be lost.
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
