import type * as z from 'zod/mini';
import { safeParse } from 'zod/mini';

/** Parts of the texts that no other text has: they are found also where a text was cut. */
export const PERSON = { name: 'Žvýkačkoň', note: 'Igel-Ähre', domain: 'obstgarten.example' } as const;

/**
 * Texts of one person in the forms that fields accept, from the longest to the plainest. Each has the number of its field, so
 * that a text that is found names the field that it was sent in.
 */
const FORMS: readonly ((number: number) => string)[] = [
  (number) => `Zebulon ${PERSON.name} ${number} „${PERSON.note}“`,
  (number) => `${PERSON.name}-${number}`,
  (number) => `90-Žž${number}`,
  (number) => `zebulon.zvykackon.${number}@${PERSON.domain}`,
  (number) => `+4842555${number}`,
  (number) => `ZZ4711${number}`,
];

/**
 * Returns the first text of the person that a field accepts unchanged; undefined if it accepts none of the forms.
 *
 * @param schema of the field
 * @param number of the field, of four digits, so that no text is a part of another
 */
export function plantedText(schema: z.core.$ZodType, number: number): string | undefined {
  return FORMS.map((form) => form(number)).find((text) => {
    const { success, data } = safeParse(schema, text);
    return success && data === text;
  });
}
