import type { Difference } from './difference.ts';
import type { ContractKind } from './snapshot.ts';

/**
 * Returns the fix for a breaking difference, in one or two sentences: how to make the change compatibly, or how to introduce
 * a new version.
 */
export function howToFix(difference: Difference): string {
  const field = fieldOf(difference.pointer);
  const [first, alternative] = [FIX_BY_CHANGE[difference.change], NEW_VERSION_BY_KIND[difference.kind]];
  const sentence = typeof first === 'function' ? first(field, difference) : `Keep ${field} as it was.`;
  const beside = difference.change === 'contract-removed' ? '' : alternative(difference.contract);
  return beside === '' ? sentence : `${sentence} ${beside}`;
}

type Advice = (field: string, difference: Difference) => string;

const FIX_BY_CHANGE: Partial<Record<Difference['change'], Advice>> = {
  'required-field-added': (field, { direction }) =>
    direction === 'message'
      ? `Make ${field} optional, or give it a default: events from before the change do not have it.`
      : `Make ${field} optional, or give it a default.`,
  'field-added-to-closed': (field) =>
    `First make readers ignore unknown fields (z.object instead of z.strictObject) and deploy them; then add ${field}.`,
  'field-removed': (field) => `Keep ${field}, and add its replacement as a new field.`,
  'made-required': (field) =>
    `Keep ${field} optional, or give it a default; if some requests need it, reject those without it in the domain.`,
  'made-optional': (field) => `Keep ${field} always present, and add another field for the cases without it.`,
  narrowed: (field, { direction }) =>
    direction === 'message'
      ? `Keep reading the old values of ${field}: they are still in queues, dead-letter queues, the event archive and the event store.`
      : `Keep accepting the old values of ${field}; reject those that are no longer possible in the domain, with a code.`,
  widened: (field) => `Keep ${field} within the old values, and add a new field for the new ones.`,
  changed: (field) => `Keep ${field} as it was, and add a new field.`,
  closed: (field) => `Keep ${field} open to unknown fields (z.object), so that fields can be added.`,
  'not-comparable': (field) =>
    `Keep ${field} as it was, or use keywords that can be compared (packages/reference/README.md).`,
  'contract-removed': () =>
    'Keep it until it has no users, then accept the break: pnpm generate contracts --accept-breaking "why".',
  'status-changed': () => 'Keep the code with its status, and add a new code.',
};

/** How to introduce a new version alongside the old one. */
const NEW_VERSION_BY_KIND: Readonly<Record<ContractKind, (contract: string) => string>> = {
  envelopes: () => '',
  // Rules match events by type: a second version with the same name would reach the readers of the first.
  events: (type) =>
    `Or publish ${nextOf(type)} alongside ${type}, and stop publishing ${type} when it has no consumers.`,
  commands: (type) => `Or accept ${nextOf(type)} alongside ${type} until ${type} has no senders.`,
  routes: () => 'Or add a new route, and keep this one until it has no callers.',
};

/** `OrderPlaced`, `OrderPlacedV2`, `OrderPlacedV3`. */
function nextOf(type: string): string {
  const [, name = type, version = '1'] = /^(.*?)(?:V(\d+))?$/.exec(type) ?? [];
  return `${name}V${Number(version) + 1}`;
}

/** The last part of a pointer that is a name. */
function fieldOf(pointer: string): string {
  const name = pointer.split('/').findLast((part) => part !== '' && part !== '*') ?? 'it';
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
