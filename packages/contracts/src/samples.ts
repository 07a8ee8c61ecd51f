import { readdirSync, readFileSync } from 'node:fs';
import type * as z from 'zod/mini';
import { type CloudEvent, cloudEventAttributes, type MessageContract } from './cloud-event.ts';

/** A message as it is sent, committed under `samples/`. A spec of its producer compares it with the code. */
export type Sample = {
  /** Type of the message in kebab-case, and variant: `order-rejected.out-of-stock`. */
  readonly name: string;
  readonly kind: 'event' | 'command';
  readonly message: CloudEvent;
};

/**
 * Returns the URL of a sample, for code that writes it.
 *
 * @param kind kind of the message
 * @param name name of the sample: `order-rejected.out-of-stock`
 */
export function urlOfSample(kind: Sample['kind'], name: string): URL {
  return new URL(`${name}.json`, folderOf(kind));
}

/**
 * Reads all committed samples, ordered by kind and name, for specs and documents; functions never call it.
 *
 * @throws if a sample is not a CloudEvent
 */
export function loadSamples(): readonly Sample[] {
  return (['event', 'command'] as const).flatMap((kind) =>
    readdirSync(folderOf(kind))
      .map((file) => file.slice(0, -'.json'.length))
      .sort()
      .map((name) => ({ name, kind, message: read(kind, name) })),
  );
}

/**
 * Reads the committed sample of a contract, with the types of its data.
 *
 * @param contract contract of an event or a command
 * @param variant the variant if there are several: `out-of-stock`
 */
export function sampleOf<Type extends string, Schema extends z.ZodMiniType>(
  contract: MessageContract<Type, Schema> & { readonly kind: Sample['kind'] },
  variant?: string,
): CloudEvent<z.infer<Schema>> {
  const name = kebab(contract.type) + (variant === undefined ? '' : `.${variant}`);
  return read(contract.kind, name) as CloudEvent<z.infer<Schema>>;
}

function folderOf(kind: Sample['kind']): URL {
  return new URL(`../samples/${kind}s/`, import.meta.url);
}

/** Returns the message as it is sent: parsing only checks the envelope, its result is not used. */
function read(kind: Sample['kind'], name: string): CloudEvent {
  const message: unknown = JSON.parse(readFileSync(urlOfSample(kind, name), 'utf8'));
  cloudEventAttributes.parse(message);
  return message as CloudEvent;
}

function kebab(type: string): string {
  return type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();
}
