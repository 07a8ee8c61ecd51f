import { rmSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { loadSamples, type Sample, urlOfSample } from '@tradepost/contracts/samples';

/**
 * Expects that the messages of a service equal the committed samples in `packages/contracts/samples`: all of its samples
 * of a kind, and no others. If Jest runs with `-u`, writes the samples instead.
 *
 * @param source source of the messages, such as `tradepost.orders`
 * @param kind kind of the messages
 * @param published messages that the real code created, by the names of their samples: `{'order-rejected.out-of-stock': event}`
 * @param isUpdating true to write the samples. Defaults to Jest's `-u`
 */
export function expectSamples(
  source: string,
  kind: Sample['kind'],
  published: Readonly<Record<string, CloudEvent | undefined>>,
  isUpdating = isUpdate(),
): void {
  if (isUpdating) writeSamples(source, kind, published);
  try {
    // Compared as JSON, as the messages are sent: undefined fields are absent.
    expect(JSON.parse(JSON.stringify(published))).toEqual(committed(source, kind));
  } catch (difference) {
    if (difference instanceof Error) difference.message += `\n\n${HOW_TO_UPDATE}`;
    throw difference;
  }
}

const HOW_TO_UPDATE =
  'If the new messages are right, run this spec again with -u, which writes them to packages/contracts/samples, and commit them.';

function committed(source: string, kind: Sample['kind']): Record<string, CloudEvent> {
  const own = loadSamples().filter((each) => each.kind === kind && each.message.source === source);
  return Object.fromEntries(own.map(({ name, message }) => [name, message]));
}

function writeSamples(
  source: string,
  kind: Sample['kind'],
  published: Parameters<typeof expectSamples>[2],
): void {
  const before = committed(source, kind);
  for (const name of Object.keys(before)) {
    if (published[name] === undefined) rmSync(urlOfSample(kind, name));
  }
  for (const [name, message] of Object.entries(published)) {
    if (message === undefined) throw new Error(`there is no message for the sample ${name}`);
    // DynamoDB returns attributes in any order, which is not a change.
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(message)), before[name])) continue;
    writeFileSync(urlOfSample(kind, name), `${JSON.stringify(message, null, 2)}\n`);
  }
}

/** True if Jest runs with `-u`, which matchers find in the snapshot state. */
function isUpdate(): boolean {
  const { snapshotState } = expect.getState() as { snapshotState?: { _updateSnapshot?: string } };
  return snapshotState?._updateSnapshot === 'all';
}
