import type { Difference } from './difference.ts';
import type { ContractKind } from './snapshot.ts';

/**
 * What to do about a breaking difference, in one or two sentences: how to have the change without breaking anybody,
 * and how to break with the old where that must be.
 */
export function howToMend(difference: Difference): string {
  const field = fieldOf(difference.pointer);
  const [first, alternative] = [FIRST[difference.change], BESIDE[difference.kind]];
  const sentence = typeof first === 'function' ? first(field, difference) : `Leave ${field} as it was.`;
  const beside = difference.change === 'contract-removed' ? '' : alternative(difference.contract);
  return beside === '' ? sentence : `${sentence} ${beside}`;
}

type Advice = (field: string, difference: Difference) => string;

const FIRST: Partial<Record<Difference['change'], Advice>> = {
  'required-field-added': (field, { direction }) =>
    direction === 'message'
      ? `Make ${field} optional, or give it a default: an event from before the change does not have it.`
      : `Make ${field} optional, or give it a default.`,
  'field-added-to-closed': (field) =>
    `First let readers pass over what they do not know (z.object in place of z.strictObject) and deploy them; add ${field} after that.`,
  'field-removed': (field) => `Keep ${field}, and add what is to replace it beside it.`,
  'made-required': (field) =>
    `Leave ${field} optional, or give it a default; where it must be there for some, refuse in the domain.`,
  'made-optional': (field) => `Go on giving ${field} always, and add another field for what has none.`,
  narrowed: (field, { direction }) =>
    direction === 'message'
      ? `Go on reading in ${field} what was said before: it still lies in queues, dead letters, the archive and the log.`
      : `Go on taking in ${field} what was taken; what can no longer be done is refused in the domain, by a code.`,
  widened: (field) => `Keep ${field} within what its readers know, and say what is new in a field beside it.`,
  changed: (field) => `Leave ${field} as it was, and add a new field beside it.`,
  closed: (field) => `Leave ${field} open to unknown fields (z.object), so that fields can be added to it.`,
  'not-comparable': (field) =>
    `Leave ${field} as it was, or say it in keywords that can be compared (packages/reference/README.md).`,
  'contract-removed': () =>
    'Keep it until nobody takes it any more, and accept the break then: pnpm contracts:update --accept-breaking "why".',
  'status-changed': () => 'Leave the code with its status, and add a new code beside it.',
};

/** How a new version stands beside the old. */
const BESIDE: Readonly<Record<ContractKind, (contract: string) => string>> = {
  envelopes: () => '',
  // Rules take events by their type: a second version under the same name would reach the readers of the first.
  events: (type) =>
    `Or publish ${nextOf(type)} beside ${type}, and stop ${type} when nobody takes it any more.`,
  commands: (type) => `Or take ${nextOf(type)} beside ${type}, until nobody sends ${type} any more.`,
  routes: () => 'Or add a new route beside it, until nobody calls this one any more.',
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
