import { defineRoute, rawBody } from '@tradepost/contracts/define-route';
import { notPersonal, personal, sealed } from '@tradepost/contracts/fields/personal-data';
import { sealedText } from '@tradepost/contracts/fields/sealed';
import { email, line } from '@tradepost/contracts/fields/text';
import { loadRegistry, type Registry } from '@tradepost/contracts/registry';
import * as z from 'zod/mini';
import { planRequests } from './plan-requests.ts';

const ALL = ['contact', 'invoice', 'payment'] as const;

/** Plan of a route of a new service with this body, and with this example. */
function planOf(
  body: () => z.ZodMiniType,
  example?: unknown,
  kinds: Parameters<typeof planRequests>[1] = ALL,
) {
  const contract = defineRoute({
    ...{ service: 'loyalty', method: 'POST', path: '/v1/cards/{cardId}', summary: 'Planted.' },
    access: { kind: 'public' },
    params: () => z.strictObject({ cardId: z.string() }),
    query: () => z.strictObject({ email: z.optional(email) }),
    body,
    success: { status: 200, body: () => z.object({}) },
  });
  const routes = [{ name: 'addCard', file: 'loyalty/routes.ts', contract }] as unknown as Registry['routes'];
  const given = { kind: 'example', params: { cardId: '1' }, body: example, answer: {} } as const;
  return planRequests({ routes, examples: new Map([['addCard', given]]) }, kinds);
}

const name = line(40).check(personal('invoice'));
const place = z.strictObject({ name, country: z.enum(['PL']) });

describe('planRequests', () => {
  it('plants each annotated field of a new route, also those that its example lacks', () => {
    const body = () =>
      z.strictObject({
        ...{ email, note: z.optional(line(9).check(personal('contact'))), places: z.array(place) },
        ...{ title: line(40).check(notPersonal('text about a product')), seal: z.optional(sealedText) },
        ...{ code: z.enum(['a']).check(personal('contact')) },
        owner: line(40).check(personal('pseudonym')),
      });
    const example = {
      email: 'ada@example.com',
      places: [{ country: 'PL' }],
      title: 'Mug',
      code: 'a',
      owner: '1',
    };
    const { requests, problems } = planOf(body, example);
    expect(problems).toEqual([]);
    const planted = requests.flatMap((request) => request.planted.map(({ field, text }) => [field, text]));
    expect(planted).toEqual([
      ['addCard query/email', 'zebulon.zvykackon.4100@obstgarten.example'],
      ['addCard body/email', 'zebulon.zvykackon.4101@obstgarten.example'],
      ['addCard body/note', '90-Žž4102'],
      ['addCard body/places/*/name', 'Zebulon Žvýkačkoň 4103 „Igel-Ähre“'],
    ]);
    expect(requests[0]).toMatchObject({
      query: { email: planted[0]?.[1] },
      body: {
        ...example,
        email: planted[1]?.[1],
        note: planted[2]?.[1],
        places: [{ name: planted[3]?.[1] }],
      },
    });
  });

  it('leaves other kinds as the example has them', () => {
    const body = () => z.strictObject({ name, token: line(40).check(personal('payment')) });
    const { requests } = planOf(body, { name: 'Ada', token: 'tok_approved' }, ['invoice']);
    expect(requests[0]?.body).toEqual({ name: expect.stringContaining('Zebulon'), token: 'tok_approved' });
  });

  it('leaves out a field of the example that excludes a planted one', () => {
    const body = () =>
      z
        .strictObject({ id: z.optional(z.int()), name: z.optional(name), kind: z.optional(z.int()) })
        .check(z.refine(({ id, name }) => (id === undefined) !== (name === undefined)));
    const { requests, problems } = planOf(body, { id: 1, kind: 2 });
    expect([requests[0]?.body, problems]).toEqual([
      { kind: 2, name: expect.stringContaining('Zebulon') },
      [],
    ]);
  });

  it('plants bytes of a body of any media type', () => {
    const { requests } = planOf(() => rawBody, new Uint8Array());
    expect(Buffer.from(requests[0]?.body as Uint8Array).toString()).toContain('Žvýkačkoň 4101');
  });

  it.each<[string, () => z.ZodMiniType, unknown, string]>([
    [
      'a field that accepts no text of the person',
      () => z.strictObject({ born: z.int().check(personal('contact')) }),
      { born: 1815 },
      'addCard body/born accepts no text of packages/proofs/src/planted/plant-texts.ts: add a form',
    ],
    [
      'a field whose object the example lacks',
      () => z.strictObject({ place: z.optional(place) }),
      {},
      'the body of addCard is invalid with all texts of the person: place/country Invalid input',
    ],
  ])('reports %s', (_what, body, example, problem) => {
    expect(planOf(body, example).problems).toEqual([expect.stringContaining(problem)]);
  });

  it('can plant every annotated field of the contracts', async () => {
    const { requests, problems } = planRequests(await loadRegistry(), ALL);
    expect(problems).toEqual([]);
    expect(requests.map((request) => request.name)).toEqual(
      expect.arrayContaining(['placeOrder', 'placeGuestOrder', 'cancelMyOrder', 'receiveProviderWebhook']),
    );
  });

  it('does not plant seals', () => {
    const seal = sealedText.check(sealed('contact'));
    expect(planOf(() => z.strictObject({ seal }), { seal: 's1..AA' }).requests[0]?.planted).toHaveLength(1);
  });
});
