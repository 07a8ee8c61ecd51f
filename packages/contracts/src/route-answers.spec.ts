import * as z from 'zod/mini';
import { defineRoute, type RouteContract, rawBody } from './define-route.ts';
import { listOf } from './fields/paging.ts';
import { email, line, noCardNumber } from './fields/text.ts';
import { mayBeUnchanged, namesLocation, problemsOf, statusesOf, tagOf } from './route-answers.ts';

const freeText = line(20).check(noCardNumber());
const getJar: RouteContract = defineRoute({
  service: 'jars',
  method: 'GET',
  path: '/v1/jars/{jarId}',
  summary: 'One jar.',
  access: { kind: 'staff', scope: 'inventory:read', machines: true },
  params: z.strictObject({ jarId: z.string() }),
  success: { status: 200, body: z.object({ label: z.string() }) },
  problems: ['STOCK_NOT_FOUND'],
});
const addJar: RouteContract = {
  ...getJar,
  method: 'POST',
  body: z.strictObject({ coins: z.array(z.int()) }),
  success: { status: 201, body: z.object({ id: z.string() }) },
};

describe('problemsOf', () => {
  it('returns for a GET its own problems, those of the token, VALIDATION_FAILED and INTERNAL_ERROR', () => {
    expect(problemsOf(getJar)).toEqual([
      'VALIDATION_FAILED',
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'STOCK_NOT_FOUND',
      'INTERNAL_ERROR',
    ]);
  });

  it.each(['public', 'signed'] as const)(
    'returns no UNAUTHENTICATED and no FORBIDDEN for a %s route',
    (kind) => {
      expect(problemsOf({ ...getJar, access: { kind } })).toEqual([
        'VALIDATION_FAILED',
        'STOCK_NOT_FOUND',
        'INTERNAL_ERROR',
      ]);
    },
  );

  it('returns the problems of a token for a customer, and UNAUTHENTICATED for the holder of an order token', () => {
    expect(problemsOf({ ...getJar, access: { kind: 'customer' } })).toEqual(problemsOf(getJar));
    expect(problemsOf({ ...getJar, access: { kind: 'orderToken' } })).toEqual([
      'VALIDATION_FAILED',
      'UNAUTHENTICATED',
      'STOCK_NOT_FOUND',
      'INTERNAL_ERROR',
    ]);
  });

  it('adds INSUFFICIENT_USER_AUTHENTICATION if people must have signed in recently', () => {
    const access = { ...getJar.access, stepUp: { maxAgeSeconds: 300 } } as RouteContract['access'];
    expect(problemsOf({ ...getJar, access })).toContain('INSUFFICIENT_USER_AUTHENTICATION');
  });

  it('adds the problems of a body and of a write for a POST, sorted by status', () => {
    expect(problemsOf(addJar)).toEqual([
      'MALFORMED_JSON',
      'VALIDATION_FAILED',
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'STOCK_NOT_FOUND',
      'PAYLOAD_TOO_LARGE',
      'UNSUPPORTED_CONTENT_ENCODING',
      'UNSUPPORTED_MEDIA_TYPE',
      'INTERNAL_ERROR',
      'TOO_MUCH_CONTENTION',
    ]);
  });

  it('omits the problems of a JSON body for a raw body', () => {
    const added = problemsOf({ ...addJar, body: rawBody });
    expect(added.filter((code) => /JSON|MEDIA|ENCODING|LARGE/.test(code))).toEqual(['PAYLOAD_TOO_LARGE']);
  });

  it.each<[string, Partial<RouteContract>, readonly string[]]>([
    ['an Idempotency-Key', { idempotencyKey: true }, ['IDEMPOTENCY_KEY_REUSED']],
    ['an optional If-Match', { ifMatch: 'optional' }, ['PRECONDITION_FAILED']],
    ['a required If-Match', { ifMatch: 'required' }, ['PRECONDITION_FAILED', 'PRECONDITION_REQUIRED']],
  ])('adds the problems of %s', (_what, change, more) => {
    const before = problemsOf(addJar);
    const added = problemsOf({ ...addJar, ...change }).filter((code) => !before.includes(code));
    expect(added).toEqual(more);
  });

  it.each<[string, z.ZodMiniType, boolean]>([
    ['a free text', z.strictObject({ label: freeText }), true],
    ['an e-mail address', z.strictObject({ to: email }), false],
    ['a reference', z.strictObject({ reference: line(20) }), false],
    [
      'an optional free text with a description',
      z.strictObject({ label: z.optional(freeText.check(z.describe('A label.'))) }),
      true,
    ],
    ['a free text in a record', z.strictObject({ coins: z.array(z.record(z.string(), freeText)) }), true],
    ['an optional body', z.optional(z.strictObject({ label: freeText })), true],
    ['no free text', z.strictObject({ ids: listOf(z.string(), 3), kind: z.enum(['a', 'b']) }), false],
  ])('returns CARD_NUMBER_NOT_ACCEPTED only for free text: %s', (_what, body, isThere) => {
    expect(problemsOf({ ...addJar, body }).includes('CARD_NUMBER_NOT_ACCEPTED')).toBe(isThere);
  });
});

describe('the response of a route', () => {
  const versioned = { status: 200, body: z.object({ version: z.int() }) } as const;

  it.each<[string, RouteContract, ReturnType<typeof tagOf>, boolean]>([
    ['without a version', getJar, undefined, false],
    ['with a version', { ...getJar, success: versioned }, 'version', true],
    ['that may be cached', { ...getJar, cacheControl: 'public' }, 'digest', true],
    ['of a POST', { ...addJar, success: versioned }, 'version', false],
  ])(
    'has the right kind of ETag, and may be a 304 only for a GET: one %s',
    (_what, route, tag, unchanged) => {
      expect([tagOf(route), mayBeUnchanged(route)]).toEqual([tag, unchanged]);
      expect(statusesOf(route).has(304)).toBe(unchanged);
    },
  );

  it('has its version as ETag if its schema is a named one, too', () => {
    const named = z.object({ version: z.int() });
    z.globalRegistry.add(named, { id: 'NamedJar' });
    expect(tagOf({ ...getJar, success: { status: 200, body: named } })).toBe('version');
  });

  it('has a Location if it is a 201 with an id', () => {
    expect([namesLocation(addJar), namesLocation(getJar)]).toEqual([true, false]);
    expect(namesLocation({ ...addJar, success: { ...addJar.success, body: z.object({}) } })).toBe(false);
  });

  it('has only its own status, 304 and those of its problems', () => {
    expect([...statusesOf({ ...getJar, cacheControl: 'public' })]).toEqual([
      200, 304, 400, 401, 403, 404, 500,
    ]);
  });
});
