import { count, type Metric } from '@tradepost/lambda/log/metrics';
import { scheduled } from '@tradepost/lambda/messages/scheduled';
import { type WatchDeps, watchDeps } from '../deps.ts';

/** Requests that must be complete within so many days raise an alarm. */
const WARN_DAYS = 7;
const DAY_MS = 86_400_000;
/** Restricted keys that are deleted in one run. The rest is left for the next day. */
const MAX_EXPIRED = 1_000;
/** DynamoDB returns at most so many of them at once. */
const PAGE_SIZE = 100;

export const handler = scheduled(() => watchPrivacy(watchDeps()));

/**
 * Deletes restricted keys whose time has passed, and measures what an alarm watches: erasures that are on the list and not in the
 * table of keys, and requests that are due soon.
 */
export async function watchPrivacy({
  erasureList,
  erasures,
  nowMs,
  requests,
}: WatchDeps): Promise<readonly Metric[]> {
  const deleted = await deleteExpired(
    new Date(nowMs()).toISOString().slice(0, 'YYYY-MM-DD'.length),
    erasures,
  );
  let unapplied = 0;
  for await (const page of erasureList.all()) unapplied += (await erasures.findUnapplied(page)).length;
  const due = await requests.countDue(new Date(nowMs() + WARN_DAYS * DAY_MS).toISOString());
  return [
    { ...count('RestrictedKeysDeleted'), value: deleted },
    { ...count('ErasuresNotApplied'), value: unapplied },
    { ...count('PrivacyRequestsDue'), value: due },
  ];
}

async function deleteExpired(day: string, { erase, findExpired }: WatchDeps['erasures']): Promise<number> {
  let deleted = 0;
  while (deleted < MAX_EXPIRED) {
    const subjectIds = await findExpired(day, PAGE_SIZE);
    for (const subjectId of subjectIds) await erase({ subjectId });
    deleted += subjectIds.length;
    if (subjectIds.length < PAGE_SIZE) break;
  }
  return deleted;
}
