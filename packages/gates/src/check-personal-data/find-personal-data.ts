import type { Registry } from '@tradepost/contracts/registry';
import { type ContractPart, partsOf } from '@tradepost/reference/personal-data/contract-parts';
import type { Field } from '@tradepost/reference/personal-data/fields-of';
import { suggestsPerson } from '@tradepost/reference/personal-data/suggests-person';
import type { Finding } from '../gate.ts';

const FILE = 'packages/contracts/src/fields/personal-data.ts';
const ANNOTATE = `Add personal('contact'), or notPersonal('why') to its checks: ${FILE}.`;

/**
 * Finds fields of events, commands and routes that are not annotated and may have personal data: free text, values of any type,
 * sealed text, and fields whose names suggest a person. Also finds fields of events and commands that have personal data in
 * clear.
 *
 * @param registry all contracts
 */
export function findPersonalData(
  registry: Pick<Registry, 'events' | 'commands' | 'routes'>,
): readonly Finding[] {
  return partsOf(registry).flatMap((part) => part.fields.flatMap((field) => findingsOf(part, field)));
}

function findingsOf({ kind, place }: ContractPart, field: Field): readonly Finding[] {
  const at = `${place}${field.path}`;
  const { annotation } = field;
  if (annotation === undefined) {
    const detail = missing(field);
    if (detail === undefined) return [];
    const fix = field.form === 'sealed' ? `Add sealed('contact') to its checks: ${FILE}.` : ANNOTATE;
    return [{ place: at, detail, fix }];
  }
  const inClear = annotation.isSealed === true ? [] : annotation.kinds.filter((each) => each !== 'pseudonym');
  if (kind !== 'message' || inClear.length === 0) return [];
  return [
    {
      place: at,
      detail: `has personal data (${inClear.join(', ')}) in clear`,
      fix: 'Seal it, and carry the seal (sealedText), or leave it out: messages are archived.',
    },
  ];
}

/** Describes why a field without an annotation needs one; undefined if it needs none. */
function missing({ path, form }: Field): string | undefined {
  if (form === 'free') return 'is free text without an annotation';
  if (form === 'anything') return 'accepts values of any type, without an annotation';
  if (form === 'sealed') return 'is sealed text without an annotation';
  if (form !== 'closed' && suggestsPerson(path))
    return 'has a name that suggests a person, without an annotation';
  return undefined;
}
