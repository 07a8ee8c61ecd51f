import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { type CloudEvent, cloudEventAttributes, type MessageContract } from './cloud-event.ts';

/** A message as it is sent, committed under `samples/`. A spec of its producer compares it with the code. */
export type Sample = {
  /** File of the contract and variant: `order-rejected.out-of-stock`. */
  readonly name: string;
  readonly kind: 'event' | 'command';
  readonly message: CloudEvent;
};

/** Folder of the samples, for code that writes them. */
export const SAMPLES_FOLDER = new URL('../samples/', import.meta.url);

/**
 * Reads all committed samples, ordered by name, for specs and documents; functions never call it.
 *
 * @throws if a sample is not a CloudEvent, or has no contract of its name
 */
export function loadSamples(): readonly Sample[] {
  return readdirSync(SAMPLES_FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
    .map((name) => ({ name, kind: kindOf(name), message: read(name) }));
}

/**
 * Reads the committed sample of a contract, with the types of its data.
 *
 * @param contract contract of an event or a command
 * @param variant the variant if there are several: `out-of-stock`
 */
export function sampleOf<Type extends string, Schema extends z.ZodMiniType>(
  contract: MessageContract<Type, Schema>,
  variant?: string,
): CloudEvent<z.infer<Schema>> {
  const name = kebab(contract.type) + (variant === undefined ? '' : `.${variant}`);
  return read(name) as CloudEvent<z.infer<Schema>>;
}

/** The kind follows from the folder of the sample's contract. */
function kindOf(name: string): Sample['kind'] {
  const [file = ''] = name.split('.');
  for (const kind of ['event', 'command'] as const) {
    if (existsSync(new URL(`./${kind}s/${file}.ts`, import.meta.url))) return kind;
  }
  throw new Error(`samples/${name}.json has no event or command of its name: rename or delete it`);
}

/** Returns the message as it is sent: parsing only checks the envelope, its result is not used. */
function read(name: string): CloudEvent {
  const message: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, SAMPLES_FOLDER), 'utf8'));
  cloudEventAttributes.parse(message);
  return message as CloudEvent;
}

function kebab(type: string): string {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}
