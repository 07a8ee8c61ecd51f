import type { World } from '../world/world.ts';

/**
 * Returns the branches that a run reached, read from its streams and its bus: committed events, published messages, and
 * the first states of aggregates. The workflow, the rules and the rejections report theirs during the run.
 */
export function branchesOf({ history, bus }: Pick<World, 'history' | 'bus'>): readonly string[] {
  const branches = new Set(bus.published.map(({ type }) => `bus: ${type}`));
  for (const [table, records] of history) {
    const [service = ''] = table.replace(/^tradepost-dev-/, '').split('-');
    for (const { eventName, dynamodb } of records) {
      const { NewImage: image } = dynamodb as { readonly NewImage?: Image };
      for (const { M } of image?.events?.L ?? []) {
        branches.add(`${service} commits: ${M.type.S}`);
        if (M.type.S === 'OrderRejected') branches.add(`orders are rejected for: ${M.rejection?.M.code.S}`);
      }
      const status = image?.state?.M?.status?.S;
      if (eventName === 'INSERT' && status !== undefined) branches.add(`${service} begins as: ${status}`);
    }
  }
  return [...branches];
}

type Image = {
  readonly events?: { readonly L?: readonly { readonly M: StoredEvent }[] };
  readonly state?: { readonly M?: { readonly status?: { readonly S?: string } } };
};

type StoredEvent = {
  readonly type: { readonly S: string };
  readonly rejection?: { readonly M: { readonly code: { readonly S: string } } };
};

/**
 * Takes a log line of a function; returns the branch of a rejected command, or undefined for any other line. Both entry
 * points of a command function write the line; for the inbox, the reply is visible nowhere else.
 */
export function refusalIn(line: string): string | undefined {
  if (!line.includes('"command answered"')) return undefined;
  const { service, code } = JSON.parse(line) as Readonly<Record<string, string>>;
  return code === undefined ? undefined : `${service} refuses: ${code}`;
}
