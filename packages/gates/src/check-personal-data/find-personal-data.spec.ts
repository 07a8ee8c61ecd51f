import { defineEvent } from '@tradepost/contracts/define-event';
import { defineRoute, rawBody } from '@tradepost/contracts/define-route';
import { address } from '@tradepost/contracts/fields/address';
import { notPersonal, personal, sealed } from '@tradepost/contracts/fields/personal-data';
import { sealedText } from '@tradepost/contracts/fields/sealed';
import { email, line } from '@tradepost/contracts/fields/text';
import { timestamp } from '@tradepost/contracts/fields/timestamp';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { findPersonalData } from './find-personal-data.ts';

type Shape = Readonly<Record<string, z.ZodMiniType>>;

/** Findings of an event with these fields, as `field: detail`. */
function ofEvent(shape: Shape): readonly string[] {
  const contract = defineEvent({
    ...{ source: 'tradepost.orders', type: 'Planted', version: 1, summary: 'Planted.' },
    data: () => z.object({ ...shape }),
  });
  const events = [{ name: 'planted', file: 'orders/events.ts', contract }] as unknown as Registry['events'];
  return findPersonalData({ events, commands: [], routes: [] }).map(
    ({ place, detail }) => `${place}: ${detail}`,
  );
}

/** Places of the findings of a route of a new service. */
function ofRoute(parts: { params?: Shape; query?: Shape; body?: z.ZodMiniType; response?: Shape }) {
  const contract = defineRoute({
    ...{ service: 'loyalty', method: 'POST', path: '/v1/planted', summary: 'Planted.' },
    access: { kind: 'public' },
    params: () => z.strictObject({ ...parts.params }),
    query: () => z.strictObject({ ...parts.query }),
    body: parts.body ?? z.undefined(),
    success: { status: 200, body: () => z.object({ ...parts.response }) },
  });
  const routes = [{ name: 'planted', file: 'loyalty/routes.ts', contract }] as unknown as Registry['routes'];
  return findPersonalData({ events: [], commands: [], routes }).map(({ place }) => place);
}

const FREE = 'is free text without an annotation';
const ANY = 'accepts values of any type, without an annotation';
const NAME = 'has a name that suggests a person, without an annotation';
const digits = z.string().check(z.regex(/^\d+$/));

describe('findPersonalData', () => {
  it('finds nothing in the contracts', async () => {
    expect(findPersonalData(await loadRegistry())).toEqual([]);
  });

  it.each<[string, Shape, readonly string[]]>([
    ['a text without a rule', { remark: z.string() }, [`event Planted/remark: ${FREE}`]],
    ['a line of text', { remark: z.optional(line(50)) }, [`event Planted/remark: ${FREE}`]],
    ['a text in a list', { tags: z.array(line(50)) }, [`event Planted/tags/*: ${FREE}`]],
    ['values of a record', { facts: z.record(digits, line(9)) }, [`event Planted/facts/*: ${FREE}`]],
    ['keys of a record', { facts: z.record(line(9), z.int()) }, [`event Planted/facts/{key}: ${FREE}`]],
    ['one of several kinds', { id: z.union([z.int(), z.string()]) }, [`event Planted/id: ${FREE}`]],
    ['a value of any type', { facts: z.unknown() }, [`event Planted/facts: ${ANY}`]],
    ['a type of ours', { facts: z.custom<string>() }, [`event Planted/facts: ${ANY}`]],
    ['further fields of an object', { facts: z.looseObject({}) }, [`event Planted/facts/*: ${ANY}`]],
    [
      'a text that a pipe does not restrict',
      { at: z.pipe(z.string(), z.string()) },
      [`event Planted/at: ${FREE}`],
    ],
    ['a number that is named for a person', { birthYear: z.int() }, [`event Planted/birthYear: ${NAME}`]],
    ['a text of a form that is named for one', { ipAddress: z.ipv4() }, [`event Planted/ipAddress: ${NAME}`]],
    ['a list that is named for a person', { taxIds: z.array(digits) }, [`event Planted/taxIds/*: ${NAME}`]],
    [
      'a seal of an unknown key',
      { sealed: sealedText },
      ['event Planted/sealed: is sealed text without an annotation'],
    ],
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
    [
      'a field with several kinds',
      { facts: z.unknown().check(personal('contact', 'pseudonym')) },
      ['event Planted/facts: has personal data (contact) in clear'],
    ],
  ])('finds %s in an event', (_what, shape, expected) => {
    expect(ofEvent(shape)).toEqual(expected);
  });

  it('accepts texts of a form, seals, pseudonyms, and texts that are annotated as none', () => {
    expect(
      ofEvent({
        code: z.string().check(z.regex(/^[A-Z]{2}$/)),
        status: z.enum(['placed', 'confirmed']),
        emailVerified: z.boolean(),
        sealed: sealedText.check(sealed('contact')),
        customer: z.string().check(personal('pseudonym')),
        title: line(50).check(notPersonal('text about a product')),
        amount: z.int(),
        maxAgeSeconds: z.int(),
        at: timestamp,
      }),
    ).toEqual([]);
  });

  it('accepts personal data in requests and responses of any service', () => {
    expect(ofRoute({ body: z.strictObject({ email }), response: { email, address } })).toEqual([]);
  });

  it.each<[string, Parameters<typeof ofRoute>[0], string]>([
    ['path', { params: { remark: line(50) } }, 'path of planted/remark'],
    ['query', { query: { remark: line(50) } }, 'query of planted/remark'],
    ['body', { body: z.strictObject({ email, remark: line(50) }) }, 'body of planted/remark'],
    ['response', { response: { remark: line(50) } }, 'response of planted/remark'],
  ])('finds free text in the %s of a route of a new service', (_part, parts, place) => {
    expect(ofRoute(parts)).toEqual([place]);
  });

  it('accepts bytes of a webhook, which are annotated once', () => {
    expect(ofRoute({ body: rawBody })).toEqual([]);
  });
});
