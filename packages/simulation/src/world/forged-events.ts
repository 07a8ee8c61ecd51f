import type { Change } from '../dynamodb/table.ts';
import type { Queues } from './queues.ts';
import type { Setting } from './setting.ts';

export type ForgedEventsConfig = Setting & {
  readonly queues: Pick<Queues, 'byUrl'>;
  /** Receives each forged message. It can never be processed, and must end in the dead-letter queue with its reason. */
  readonly onForged: (forged: { readonly queue: string; readonly body: string }) => void;
};

export const EVENT_ARCHIVE = 'tradepost-dev-platform-event-archive';
const INBOX = 'tradepost-dev-platform-events';
const MAX_DELAY_MS = 30 * 60_000;

const FORGERIES = ['other data', 'other type', 'other correlation id'] as const;

/**
 * Sends other events under the ids of archived ones to the inbox of the event archive, as a forger would, or a
 * publisher that uses an id twice.
 *
 * @returns a listener for each change of a table
 */
export function createForgedEvents(config: ForgedEventsConfig): (change: Change) => void {
  const { queues, scheduler, draw, faults, onForged } = config;
  return ({ table, before, after }) => {
    if (table !== EVENT_ARCHIVE || before !== undefined || after === undefined) return;
    const event = JSON.parse(after['event']?.S ?? '{}') as Record<string, unknown>;
    const name = `${event['source']} ${event['id']}`;
    if (!faults.happens('forgedEvent', name)) return;
    const body = JSON.stringify(forge(event, draw.pick(`forgery ${name}`, FORGERIES)));
    scheduler.after(MAX_DELAY_MS * draw.unit(`forged ${name}`) ** 3, () => {
      onForged({ queue: INBOX, body });
      queues.byUrl(INBOX).send(body);
    });
  };
}

function forge(event: Readonly<Record<string, unknown>>, forgery: (typeof FORGERIES)[number]): object {
  switch (forgery) {
    case 'other data':
      return { ...event, data: { forged: true } };
    case 'other type':
      return { ...event, type: `${event['type']}Forged` };
    case 'other correlation id':
      return { ...event, correlationid: 'forged' };
    default:
      return forgery satisfies never;
  }
}
