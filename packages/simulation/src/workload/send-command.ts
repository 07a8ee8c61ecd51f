import type { World } from '../world/world.ts';

/** A command of another system. Its `id` identifies the message, its `subject` is the id of the aggregate. */
export type Command = {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Names the schema of the data, with its version. */
  readonly dataschema?: string;
};

type Inboxes = Pick<World, 'queues' | 'scheduler'>;

/** Returns the message of a command that its sender made `ageMs` milliseconds ago. */
export function toMessage({ scheduler }: Pick<World, 'scheduler'>, command: Command, ageMs = 0) {
  return {
    specversion: '1.0',
    ...command,
    source: 'tradepost.outside',
    time: new Date(Math.floor(scheduler.nowMs() - ageMs)).toISOString(),
    correlationid: command.id.replaceAll(' ', '-'),
  };
}

/** Sends a command, made `ageMs` milliseconds ago, to the inbox of a service. */
export function sendCommand(
  world: Inboxes,
  service: 'inventory' | 'orders' | 'payments' | 'pricing',
  command: Command,
  ageMs = 0,
): void {
  world.queues
    .byUrl(`tradepost-dev-${service}-commands`)
    .send(JSON.stringify(toMessage(world, command, ageMs)));
}
