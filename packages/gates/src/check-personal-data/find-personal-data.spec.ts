import { defineEvent } from '@tradepost/contracts/define-event';
import { defineRoute } from '@tradepost/contracts/define-route';
import { address } from '@tradepost/contracts/fields/address';
import { notPersonal, personal } from '@tradepost/contracts/fields/personal-data';
import { sealedText } from '@tradepost/contracts/fields/sealed';
import { email, line } from '@tradepost/contracts/fields/text';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { findPersonalData } from './find-personal-data.ts';

/** Findings of an event with these fields, as `field: detail`. */
function ofEvent(shape: Readonly<Record<string, z.ZodMiniType>>): readonly string[] {
  const contract = defineEvent({
    ...{ source: 'tradepost.orders', type: 'Planted', version: 1, summary: 'Planted.' },
    data: () => z.object({ ...shape }),
  });
  const events = [{ name: 'planted', file: 'orders/events.ts', contract }] as unknown as Registry['events'];
  return findPersonalData({ events, commands: [], routes: [] }).map(
    ({ place, detail }) => `${place}: ${detail}`,
  );
}
const FREE = 'is free text without an annotation';

describe('findPersonalData', () => {
  it('finds nothing in the contracts', async () => {
    expect(findPersonalData(await loadRegistry())).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, z.ZodMiniType>>, readonly string[]]>([
    ['a text without a rule', { remark: z.string() }, [`event Planted/remark: ${FREE}`]],
    ['a line of text', { remark: z.optional(line(50)) }, [`event Planted/remark: ${FREE}`]],
    ['a text in a list', { tags: z.array(line(50)) }, [`event Planted/tags/*: ${FREE}`]],
    ['values of a record', { facts: z.record(z.string(), line(9)) }, [`event Planted/facts/*: ${FREE}`]],
    ['one of several kinds', { id: z.union([z.int(), z.string()]) }, [`event Planted/id: ${FREE}`]],
    ['an e-mail address', { email }, ['event Planted/email: has personal data (contact) in clear']],
    [
      'an annotated field of an object',
      { to: z.object({ city: address.shape.city }) },
      ['event Planted/to/city: has personal data (invoice) in clear'],
    ],
    [
      'an annotation of the field around it',
      { note: z.optional(z.string()).check(personal('contact')) },
      ['event Planted/note: has personal data (contact) in clear'],
    ],
  ])('finds %s in an event', (_what, shape, expected) => {
    expect(ofEvent(shape)).toEqual(expected);
  });

  it('accepts texts of a form, seals, pseudonyms, and texts that are annotated as none', () => {
    expect(
      ofEvent({
        code: z.string().check(z.regex(/^[A-Z]{2}$/)),
        status: z.enum(['placed', 'confirmed']),
        sealed: sealedText,
        customer: z.string().check(personal('pseudonym')),
        title: line(50).check(notPersonal('text about a product')),
        amount: z.int(),
      }),
    ).toEqual([]);
  });

  it('accepts personal data in a request, and finds free text there', () => {
    const contract = defineRoute({
      ...{ service: 'orders', method: 'POST', path: '/v1/planted', summary: 'Planted.' },
      access: { kind: 'public' },
      body: () => z.strictObject({ email, remark: line(50) }),
      success: { status: 200, body: () => z.object({ ok: z.literal(true) }) },
    });
    const routes = [{ name: 'planted', file: 'orders/routes.ts', contract }] as unknown as Registry['routes'];
    expect(findPersonalData({ events: [], commands: [], routes }).map(({ place }) => place)).toEqual([
      'body of planted/remark',
    ]);
  });
});
