import { unwrap } from '@tradepost/client/client';
import { poll } from '@tradepost/command-line/poll';
import { createProgress, type Progress } from '@tradepost/command-line/progress';
import type { Api } from '../api/connect.ts';
import type { Replayed } from './replayed.ts';

const MINUTE_MS = 60_000;
const PATIENCE = { withinMs: 24 * 60 * MINUTE_MS, firstPauseMs: 200, longestPauseMs: 2_000 };

type Replay = Awaited<ReturnType<typeof start>>;

/** Starts a replay and shows its progress until it ends, or until a second person must approve it; returns the exit code. */
export async function runReplay(api: Api, consumer: string, events: Replayed): Promise<number> {
  return follow(api, await start(api, consumer, events), events);
}

/** Approves a replay that another person requested, and shows its progress until it ends; returns the exit code. */
export async function runApproval(api: Api, replayId: string): Promise<number> {
  const approved = await unwrap(
    api.POST('/v1/replays/{replayId}/approve', { params: { path: { replayId } } }),
  );
  const { from = '', to = '' } = approved;
  return follow(api, approved, { fromMs: Date.parse(from), toMs: Date.parse(to) });
}

async function follow(api: Api, started: Replay, events: Replayed): Promise<number> {
  if (started.status === 'awaitingApproval') {
    console.log(`${started.id}  awaits the approval of another person, within a day:`);
    console.log(`pnpm tradepost replay --approve ${started.id}`);
    return 0;
  }
  const ended = await watch(api, started, events, createProgress(process.stderr));
  if (ended === undefined) throw new Error(`${started.id} still runs, after a day`);
  console.log([ended.id, ended.status, ended.reason].filter(Boolean).join('  '));
  return ended.status === 'completed' ? 0 : 1;
}

function start(api: Api, consumer: string, events: Replayed) {
  const what =
    'subject' in events
      ? events
      : { from: new Date(events.fromMs).toISOString(), to: new Date(events.toMs).toISOString() };
  return unwrap(api.POST('/v1/replays', { body: { consumer, ...what } }));
}

/** Progress of a period is in minutes of it, of an aggregate in events. */
async function watch(
  api: Api,
  started: Replay,
  events: Replayed,
  progress: Progress,
): Promise<Replay | undefined> {
  const [total, unit] =
    'subject' in events
      ? ([started.events ?? 0, 'events'] as const)
      : ([Math.ceil((events.toMs - events.fromMs) / MINUTE_MS), 'minutes'] as const);
  const params = { path: { replayId: started.id } };
  let shown = 0;
  const show = (now: Replay): Replay | undefined => {
    const units = Math.floor((total * now.percent) / 100);
    progress.advance(units - shown);
    shown = units;
    return now.status === 'running' ? undefined : now;
  };
  progress.begin('replaying', total, unit);
  const ended =
    show(started) ??
    (await poll(async () => show(await unwrap(api.GET('/v1/replays/{replayId}', { params }))), PATIENCE));
  progress.end();
  return ended;
}
