import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { type CloudEvent, cloudEventAttributes, type MessageContract } from './cloud-event.ts';

/** A message as it went onto the wire, committed under `samples/`: its producer's spec proves that it is. */
export type Sample = {
  /** `order-rejected.out-of-stock`: the contract's file, and which of its variants. */
  readonly name: string;
  readonly kind: 'event' | 'command';
  readonly message: CloudEvent;
};

/** Where samples stand, for what writes them. */
export const SAMPLES_FOLDER = new URL('../samples/', import.meta.url);

/**
 * Reads all committed samples, in the order of their names: for specs and documents, never for a function.
 *
 * @throws where one is no CloudEvent, or is named after no contract
 */
export function loadSamples(): readonly Sample[] {
  return readdirSync(SAMPLES_FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
    .map((name) => ({ name, kind: kindOf(name), message: read(name) }));
}

/**
 * The committed sample of a contract, with the types of its data.
 *
 * @param contract of an event or a command
 * @param variant where there are several: `out-of-stock`
 */
export function sampleOf<Type extends string, Schema extends z.ZodMiniType>(
  contract: MessageContract<Type, Schema>,
  variant?: string,
): CloudEvent<z.infer<Schema>> {
  const name = kebab(contract.type) + (variant === undefined ? '' : `.${variant}`);
  return read(name) as CloudEvent<z.infer<Schema>>;
}

/** By the folder in which a sample's contract stands. */
function kindOf(name: string): Sample['kind'] {
  const [file = ''] = name.split('.');
  for (const kind of ['event', 'command'] as const) {
    if (existsSync(new URL(`./${kind}s/${file}.ts`, import.meta.url))) return kind;
  }
  throw new Error(`samples/${name}.json is named after no event and no command: rename or delete it`);
}

/** As it is on the wire: parsing the envelope changes nothing, and is not to. */
function read(name: string): CloudEvent {
  const message: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, SAMPLES_FOLDER), 'utf8'));
  cloudEventAttributes.parse(message);
  return message as CloudEvent;
}

function kebab(type: string): string {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}
