import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchiveResource } from '@tradepost/compiled-service/templates/resources';
import type { EventBridgeEvent } from '@tradepost/event-rules/event-bridge-event';
import { awsError } from '../gateway/aws-error.ts';
import { withinTime } from '../timing/within-time.ts';
import type { ArchiveStore, ReplayRecord } from './archive-store.ts';

export type ReplaysConfig = {
  readonly archives: readonly ArchiveResource[];
  readonly store: ArchiveStore;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: (line: string) => void;
  /** Delivers an event to the rules with the ARNs, or to all rules of the bus. Resolves once it is delivered or stored. */
  readonly deliver: (busArn: string, ruleArns: readonly string[], event: EventBridgeEvent) => Promise<void>;
};

export type ReplayRequest = Omit<ReplayRecord, 'state' | 'startedMs' | 'reason' | 'endedMs' | 'position'>;

/** @see https://docs.aws.amazon.com/general/latest/gr/ev.html */
const MAX_REPLAYS_AT_A_TIME = 10;
/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_StartReplay.html */
const REPLAY_NAME = /^[.\-_A-Za-z0-9]{1,64}$/;
const EVENTS_AT_A_TIME = 50;
const DAY_MS = 24 * 60 * 60 * 1_000;
const STOP_GRACE_MS = 5_000;

export type Replays = ReturnType<typeof createReplays>;

/**
 * Creates the archives of the buses and their replays. An event is archived before its sender gets a response. A replay that
 * was interrupted by a stop or a kill continues at the next `resume`, beginning with the events that it was delivering.
 */
export function createReplays({ archives, store, clock, log, deliver }: ReplaysConfig) {
  const running = new Map<string, Promise<void>>();
  let stopping = false;

  function begin(replay: ReplayRecord): void {
    const run = play(replay)
      .catch((error: unknown) => {
        // Interrupted: the store may be closed by now, and the next start resumes the replay.
        if (stopping) return;
        log(`replay ${replay.name} failed: ${String(error)}`);
        const seen = store.find(replay.name) ?? replay;
        store.save({ ...seen, state: 'FAILED', reason: String(error), endedMs: clock() });
      })
      .finally(() => running.delete(replay.name));
    running.set(replay.name, run);
  }

  async function play(begun: ReplayRecord): Promise<void> {
    let replay: ReplayRecord = { ...begun, state: 'RUNNING' };
    while (!stopping) {
      const events = store.next(replay, EVENTS_AT_A_TIME);
      const last = events.at(-1);
      if (last === undefined) {
        store.save({ ...replay, state: 'COMPLETED', endedMs: clock() });
        return;
      }
      await Promise.all(
        events.map(({ event }) =>
          deliver(replay.busArn, replay.ruleArns, { ...event, 'replay-name': replay.name }),
        ),
      );
      if (stopping) return;
      replay = { ...replay, position: { timeMs: last.timeMs, id: last.id } };
      store.save(replay);
      await nextTurn();
    }
  }

  return {
    /** Adds an event to the archives of a bus. */
    archive(busArn: string, event: EventBridgeEvent, eventJson: string): void {
      const taking = archives.filter((archive) => archive.busArn === busArn);
      store.keep(
        taking.map(({ arn }) => arn),
        event,
        eventJson,
      );
    },
    /** Throws an `AwsError` if AWS would refuse the request. */
    start(request: ReplayRequest): ReplayRecord {
      check(request, archives);
      if (store.find(request.name) !== undefined) {
        throw awsError('ResourceAlreadyExistsException', `Replay ${request.name} already exists.`);
      }
      if (running.size >= MAX_REPLAYS_AT_A_TIME) {
        throw awsError(
          'LimitExceededException',
          'The requested resource exceeds the maximum number allowed.',
        );
      }
      const replay: ReplayRecord = { ...request, state: 'STARTING', startedMs: clock() };
      store.save(replay);
      begin(replay);
      return replay;
    },
    find: store.find,
    /** Deletes events past their retention, and resumes the replays of an earlier run. */
    resume(): void {
      for (const { arn, retentionDays } of archives)
        if (retentionDays > 0) store.forget(arn, clock() - retentionDays * DAY_MS);
      for (const replay of store.open()) if (!running.has(replay.name)) begin(replay);
    },
    async stop(): Promise<void> {
      stopping = true;
      await withinTime(Promise.all(running.values()), STOP_GRACE_MS);
    },
  };
}

function check(
  { name, archiveArn, busArn, fromMs, toMs }: ReplayRequest,
  archives: readonly ArchiveResource[],
) {
  if (!REPLAY_NAME.test(name)) {
    throw awsError('ValidationException', `Replay name ${name} is not valid.`);
  }
  const archive = archives.find(({ arn }) => arn === archiveArn);
  if (archive === undefined) {
    throw awsError('ResourceNotFoundException', `Archive ${archiveArn} does not exist.`);
  }
  if (archive.busArn !== busArn) {
    throw awsError(
      'ValidationException',
      'Parameter Destination.Arn is not valid: it is not the bus of the archive.',
    );
  }
  if (!(fromMs < toMs)) {
    throw awsError(
      'ValidationException',
      'Parameter EventEndTime is not valid: it must be after EventStartTime.',
    );
  }
}
