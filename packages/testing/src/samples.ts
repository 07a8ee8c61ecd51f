import { rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { loadSamples, SAMPLES_FOLDER, type Sample } from '@tradepost/contracts/samples';

/**
 * Expects that what a service says is what is committed of it, in `packages/contracts/samples`, to the letter: all of
 * its samples of a kind, and no others. When Jest runs with `-u`, it writes them there instead.
 *
 * @param source who says so: `tradepost.orders`
 * @param kind which of its messages
 * @param said what its real code made, by the names of the samples: `{'order-rejected.out-of-stock': event}`
 * @param isToRenew whether to write; by Jest's `-u` where absent
 */
export function expectSamples(
  source: string,
  kind: Sample['kind'],
  said: Readonly<Record<string, CloudEvent | undefined>>,
  isToRenew = isUpdate(),
): void {
  if (isToRenew) renew(source, kind, said);
  try {
    // As JSON, because that is what goes onto the wire: there, a field that is undefined is none.
    expect(JSON.parse(JSON.stringify(said))).toEqual(committed(source, kind));
  } catch (difference) {
    if (difference instanceof Error) difference.message += `\n\n${HOW_TO_MEND}`;
    throw difference;
  }
}

const HOW_TO_MEND =
  'If the service is to say what it says now, run this spec again with -u, which writes it to packages/contracts/samples, and commit that.';

function committed(source: string, kind: Sample['kind']): Record<string, CloudEvent> {
  const own = loadSamples().filter((each) => each.kind === kind && each.message.source === source);
  return Object.fromEntries(own.map(({ name, message }) => [name, message]));
}

function renew(source: string, kind: Sample['kind'], said: Parameters<typeof expectSamples>[2]): void {
  const before = committed(source, kind);
  for (const name of Object.keys(before)) {
    if (said[name] === undefined) rmSync(new URL(`${name}.json`, SAMPLES_FOLDER));
  }
  for (const [name, message] of Object.entries(said)) {
    if (message === undefined) throw new Error(`nothing was said that could be ${name}`);
    // A database gives attributes in any order: that alone is no news.
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(message)), before[name])) continue;
    writeFileSync(new URL(`${name}.json`, SAMPLES_FOLDER), `${JSON.stringify(message, null, 2)}\n`);
  }
}

/** Jest tells its matchers of `-u` by the state of its snapshots. */
function isUpdate(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { _updateSnapshot?: string } };
  return snapshotState?._updateSnapshot === 'all';
}
