import type { Republication } from '@tradepost/contracts/operations/model';

/** Takes an aggregate's id, the first version that was asked for, and its events; returns them as lines. */
export function describeEvents(
  id: string,
  fromVersion: number | undefined,
  { versions, events }: Republication,
): readonly string[] {
  const { first, last } = versions;
  const stored = first === last ? `version ${last}` : `versions ${first} to ${last}`;
  const missing =
    (fromVersion ?? 0) < first ? '; the events of earlier versions are not stored with the aggregate' : '';
  return [
    `${id}: ${stored} stored${missing}`,
    ...events.map(({ version, type, id: eventId, time }) => `  ${version}  ${type}  ${time}  ${eventId}`),
    ...(events.length === 0 ? ['  no events in these versions'] : []),
  ];
}
