import type { World } from '../world/world.ts';

/**
 * Sends a command to the inbox of a service, as another system would.
 *
 * @param command its `id` identifies the message, its `subject` is the id of the aggregate
 */
export function sendCommand(
  { queues, scheduler }: Pick<World, 'queues' | 'scheduler'>,
  service: 'inventory' | 'orders' | 'payments',
  command: {
    readonly id: string;
    readonly type: string;
    readonly subject: string;
    readonly data: Readonly<Record<string, unknown>>;
  },
): void {
  queues.byUrl(`tradepost-dev-${service}-commands`).send(
    JSON.stringify({
      specversion: '1.0',
      ...command,
      source: 'tradepost.outside',
      time: new Date(Math.floor(scheduler.nowMs())).toISOString(),
      correlationid: command.id.replaceAll(' ', '-'),
    }),
  );
}
