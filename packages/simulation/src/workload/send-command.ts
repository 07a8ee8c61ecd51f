import type { World } from '../world/world.ts';

/**
 * Puts a command into the inbox of the service that carries it out, as another system is to.
 *
 * @param id of the message: the same id is the same message
 * @param subject the id of the aggregate that it is about
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
