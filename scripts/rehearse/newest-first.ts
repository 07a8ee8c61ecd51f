const EVENT = /<member>.*?<\/member>/gs;

/**
 * Puts the answer of `DescribeStackEvents` into CloudFormation's order. The emulator has the events of one millisecond the
 * other way round; the framework, which looks for the end of a deployment before its beginning, would wait for ever.
 *
 * @param xml with the latest times first, and events of the same time in the order in which they happened
 */
export function newestFirst(xml: string): string {
  const events = (xml.match(EVENT) ?? [])
    .toReversed()
    .sort((left, right) => timeOf(right).localeCompare(timeOf(left)));
  let next = 0;
  return xml.replace(EVENT, () => events[next++] ?? '');
}

function timeOf(event: string): string {
  return /<Timestamp>([^<]*)</.exec(event)?.[1] ?? '';
}
