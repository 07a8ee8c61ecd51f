import { unwrap } from '@tradepost/client/client';
import { createProgress } from '@tradepost/command-line/progress';
import type { Republication } from '@tradepost/contracts/operations/model';
import type { Api } from '../api/connect.ts';
import { describeEvents } from './describe.ts';

export type RepublishOptions = {
  readonly service: string;
  readonly ids: readonly string[];
  readonly fromVersion: number | undefined;
  readonly toVersion: number | undefined;
};

/** Lists the events of aggregates that `publishAll` would publish; returns the exit code. */
export async function listAll(api: Api, options: RepublishOptions): Promise<number> {
  let events = 0;
  let failed = 0;
  for (const id of options.ids) {
    const found = await request(api, id, options, true);
    if ('error' in found) failed += 1;
    else events += found.events.length;
    const lines =
      'error' in found ? [`${id}: ${found.error}`] : describeEvents(id, options.fromVersion, found);
    console.log(lines.join('\n'));
  }
  console.log(`${events} events would be published. Add --yes to publish them.`);
  return failed === 0 ? 0 : 1;
}

/** Publishes the events of aggregates again; returns the exit code. */
export async function publishAll(api: Api, options: RepublishOptions): Promise<number> {
  const progress = createProgress(process.stderr);
  const failures: string[] = [];
  let events = 0;
  progress.begin('publishing', options.ids.length, 'aggregates');
  for (const id of options.ids) {
    const done = await request(api, id, options, false);
    if ('error' in done) failures.push(`${id}: ${done.error}`);
    else {
      events += done.published;
      const next = done.events[done.published];
      if (done.failure !== undefined) failures.push(`${id}: ${next?.id} was not published: ${done.failure}`);
    }
    progress.advance(1, `${events} events`);
  }
  progress.end();
  console.log(`${events} events published`);
  for (const failure of failures) console.log(failure);
  return failures.length === 0 ? 0 : 1;
}

/** Returns the events, or why one aggregate has none; throws if the whole command is wrong. */
async function request(
  api: Api,
  aggregateId: string,
  { service, fromVersion, toVersion }: RepublishOptions,
  dryRun: boolean,
): Promise<Republication | { readonly error: string }> {
  const body = {
    service,
    aggregateId,
    dryRun,
    ...(fromVersion === undefined ? {} : { fromVersion }),
    ...(toVersion === undefined ? {} : { toVersion }),
  };
  const answer = await api.POST('/v1/republications', { body });
  const code = (answer.error as { readonly code?: string } | undefined)?.code;
  if (code === 'AGGREGATE_NOT_FOUND') return { error: `${service} stores no aggregate with this id` };
  if (code === 'TOO_MANY_EVENTS') return { error: 'has more events than one request publishes' };
  return unwrap(Promise.resolve(answer));
}
