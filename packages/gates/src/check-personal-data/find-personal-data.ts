import type { Registry } from '@tradepost/contracts/registry';
import type * as z from 'zod/mini';
import type { Finding } from '../gate.ts';
import { textFieldsOf } from './text-fields.ts';

/** Contracts of one kind: `data` of messages, and the parts of a route. */
type Part = {
  readonly place: string;
  readonly schema: z.core.$ZodType;
  /** True for what is stored, archived and sent to several services. */
  readonly isMessage: boolean;
};

/** Services whose routes are annotated: those that get or show data of buyers. */
export const ANNOTATED_ROUTES: readonly string[] = ['orders', 'payments'];

const IN_CLEAR: ReadonlySet<string> = new Set(['contact', 'invoice', 'payment']);

/**
 * Finds fields of events, commands, and routes of annotated services that are free text without an annotation, and fields of
 * events and commands that have personal data in clear.
 *
 * @param registry all contracts
 */
export function findPersonalData(
  registry: Pick<Registry, 'events' | 'commands' | 'routes'>,
): readonly Finding[] {
  return partsOf(registry).flatMap(({ place, schema, isMessage }) =>
    textFieldsOf(schema).flatMap(({ path, isFree, annotation }): readonly Finding[] => {
      const field = `${place}${path}`;
      if (annotation === undefined)
        return isFree
          ? [
              {
                place: field,
                detail: 'is free text without an annotation',
                fix: "Add personal('contact'), or notPersonal('why') to its checks: packages/contracts/src/fields/personal-data.ts.",
              },
            ]
          : [];
      return isMessage && IN_CLEAR.has(annotation.kind)
        ? [
            {
              place: field,
              detail: `has personal data (${annotation.kind}) in clear`,
              fix: 'Seal it, and carry the seal (sealedText), or leave it out: messages are archived.',
            },
          ]
        : [];
    }),
  );
}

function partsOf({
  events,
  commands,
  routes,
}: Pick<Registry, 'events' | 'commands' | 'routes'>): readonly Part[] {
  return [
    ...events.map(({ contract }) => toPart(`event ${contract.type}`, contract.data, true)),
    ...commands.flatMap(({ contract }) => [
      toPart(`command ${contract.type}`, contract.data, true),
      toPart(`reply of ${contract.type}`, contract.reply, true),
    ]),
    ...routes
      .filter(({ contract }) => ANNOTATED_ROUTES.includes(contract.service))
      .flatMap(({ name, contract }) => [
        toPart(`body of ${name}`, contract.body, false),
        toPart(`query of ${name}`, contract.query, false),
        toPart(`response of ${name}`, contract.success.body, false),
      ]),
  ];
}

function toPart(place: string, schema: z.ZodMiniType, isMessage: boolean): Part {
  return { place, schema, isMessage };
}
