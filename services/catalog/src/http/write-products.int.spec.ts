import { oneFieldChanged } from '@tradepost/testing/each-field';
import { type Catalog, startCatalog } from '../catalog.spec-kit.ts';

let catalog: Catalog;
beforeAll(async () => {
  catalog = await startCatalog();
});
afterAll(() => catalog.stop());

const product = (name: string, more: object = {}) => ({
  status: 'active',
  title: name,
  slug: name,
  variants: [{ sku: `${name}-1`, prices: { GBP: 450 } }],
  ...more,
});

const post = (body: object, headers: Record<string, string> = {}) =>
  catalog.call.createProduct({ method: 'POST', body, headers });

const patch = (productId: string, ifMatch: string, body: object) =>
  catalog.call.updateProduct({
    method: 'PATCH',
    params: { productId },
    headers: { 'If-Match': ifMatch },
    body,
  });

const archive = (productId: string, headers: Record<string, string> = {}) =>
  catalog.call.archiveProduct({ method: 'POST', params: { productId }, headers });

const bySku = async (sku: string) => {
  const { body } = await catalog.call.getProductBySku({ params: { sku } });
  return body.id ?? body.code;
};

describe('createProduct', () => {
  it('returns a Location that starts with the stage if the API has no custom domain', async () => {
    const { headers, body } = await catalog.call.createProduct({
      method: 'POST',
      path: '/v1/products',
      body: product('hojicha'),
    });
    expect(headers).toMatchObject({ Location: `/dev/v1/products/${body.id}` });
  });

  it('answers 201 with the product, its Location and its ETag', async () => {
    const { status, headers, body } = await post(product('sencha', { status: undefined }));
    expect(status).toBe(201);
    expect(headers).toMatchObject({ ETag: '"0"', Location: `/v1/products/${body.id}` });
    expect(body).toEqual({
      id: expect.stringMatching(/^prd_[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      status: 'draft',
      version: 0,
      variantCount: 1,
      title: 'sencha',
      slug: 'sencha',
      categories: [],
      variants: [{ sku: 'sencha-1', options: {}, prices: { GBP: 450 } }],
      createdAt: expect.any(String),
      updatedAt: body.createdAt,
    });
  });

  it('stores the actor, the correlation id of the request, and the event', async () => {
    const { body, headers } = await post(product('keemun'), { 'X-Correlation-Id': 'import-7' });
    expect(await catalog.imageOf(body.id)).toMatchObject({
      version: 0,
      at: body.createdAt,
      actor: 'user-1',
      correlationId: headers['X-Correlation-Id'],
      events: [{ type: 'ProductCreated' }],
    });
  });

  it.each([
    ['SKU_TAKEN', 'sku', 'gunpowder-1', { slug: 'gunpowder-2' }],
    ['SLUG_TAKEN', 'slug', 'gunpowder', { variants: [{ sku: 'gunpowder-2', prices: {} }] }],
  ])('answers 409 %s if another product has the %s, and claims nothing', async (code, kind, value, more) => {
    await post(product('gunpowder'));
    const { status, body } = await post(product('gunpowder', more));
    expect(status).toBe(409);
    expect(body).toMatchObject({ code, [kind]: value });
    expect(await bySku('gunpowder-2')).toBe('PRODUCT_NOT_FOUND');
    expect((await catalog.call.getProductBySlug({ params: { slug: 'gunpowder-2' } })).status).toBe(404);
  });

  it('gives a contested SKU to exactly one of 20 concurrent requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_none, index) =>
        post(product(`rush-${index}`, { variants: [{ sku: 'RUSH', prices: {} }] })),
      ),
    );
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'SKU_TAKEN')).toHaveLength(19);
    expect(await bySku('RUSH')).toBe(made[0]?.body.id);
  });

  it('accepts 48 variants', async () => {
    const variants = Array.from({ length: 48 }, (_none, index) => ({
      sku: `many-${index}`,
      prices: { GBP: 1 },
    }));
    const made = await catalog.create(product('many', { variants }));
    expect(await bySku('many-47')).toBe(made.id);
    const exchanged = variants.map((variant) => ({ ...variant, sku: `${variant.sku}-new` }));
    expect((await patch(made.id, '"0"', { slug: 'more', variants: exchanged })).status).toBe(200);
    expect(await Promise.all([bySku('many-47'), bySku('many-47-new')])).toEqual([
      'PRODUCT_NOT_FOUND',
      made.id,
    ]);
  });

  it('answers 422 PRODUCT_TOO_LARGE', async () => {
    const options = Object.fromEntries(Array.from({ length: 10 }, (_none, n) => [`${n}`, 'ü'.repeat(200)]));
    const variants = Array.from({ length: 48 }, (_none, index) => ({
      sku: `huge-${index}`,
      prices: {},
      options,
    }));
    const { status, body } = await post(product('huge', { variants }));
    expect([status, body.code, body.maxBytes]).toEqual([422, 'PRODUCT_TOO_LARGE', 122_880]);
  });
});

describe('createProduct without a slug', () => {
  const untitled = (title: string, sku: string) => ({
    title,
    status: 'active',
    variants: [{ sku, prices: { GBP: 450 } }],
  });

  it('generates a slug from the title, in the script of the title', async () => {
    const { status, body } = await post(untitled('青いマグ 350 ml', 'mug-ja'));
    expect([status, body.slug]).toEqual([201, '青いマグ-350-ml']);
    const found = await catalog.call.getProductBySlug({ params: { slug: '青いマグ-350-ml' } });
    expect(found.body.id).toBe(body.id);
  });

  it('appends the end of the id if another product has the slug', async () => {
    const first = await post(untitled('Blue mug', 'mug-1'));
    const second = await post(untitled('Blue mug!', 'mug-2'));
    expect([first.body.slug, second.body.slug]).toEqual([
      'blue-mug',
      `blue-mug-${second.body.id.slice(-8).toLowerCase()}`,
    ]);
  });

  it('generates different slugs for 20 concurrent requests with the same title', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_none, index) => post(untitled('Red mug', `mug-red-${index}`))),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.slug)).size).toBe(20);
  });

  it('uses the id if the title has neither letters nor digits', async () => {
    const { body } = await post(untitled('🎉', 'party'));
    expect(body.slug).toBe(body.id.replace('_', '-').toLowerCase());
  });

  it('creates one product per Idempotency-Key, even if the first slug is taken', async () => {
    await post(untitled('Green mug', 'mug-green-1'));
    const key = { 'Idempotency-Key': 'green' };
    const first = await post(untitled('Green mug', 'mug-green-2'), key);
    const again = await post(untitled('Green mug', 'mug-green-2'), key);
    expect([again.status, again.body]).toEqual([201, first.body]);
  });

  it('answers 409 SKU_TAKEN if another product has the SKU', async () => {
    await post(untitled('Grey mug', 'mug-grey'));
    const { status, body } = await post(untitled('Grey mug', 'mug-grey'));
    expect([status, body]).toMatchObject([409, { code: 'SKU_TAKEN', sku: 'mug-grey' }]);
  });
});

describe('fields of a product', () => {
  it('are normalized to Unicode NFC, without invisible characters', async () => {
    const { body } = await post(product('cup', { slug: 'cafe\u0301', title: '\u202eCafe\u0301\u200b cup' }));
    expect([body.slug, body.title]).toEqual(['caf\u00e9', 'Caf\u00e9 cup']);
  });

  it.each([
    ['title', 'Mug\nblue', 400, 'VALIDATION_FAILED'],
    ['title', 'Mug 4242 4242 4242 4242', 422, 'CARD_NUMBER_NOT_ACCEPTED'],
    ['description', 'a\u0000b', 400, 'VALIDATION_FAILED'],
    ['slug', 'Blue-Mug', 400, 'VALIDATION_FAILED'],
  ])('are refused with a pointer to the field: %s %j', async (field, value, status, code) => {
    const answer = await post(product('bad', { [field]: value }));
    expect([answer.status, answer.body]).toMatchObject([
      status,
      { code, errors: [{ pointer: `#/${field}` }] },
    ]);
  });
});

describe('createProduct with an Idempotency-Key', () => {
  const key = { 'Idempotency-Key': 'key-1' };

  it('creates one product and repeats the first response, even after a change of the product', async () => {
    const first = await post(product('oolong'), key);
    expect(first.status).toBe(201);
    expect(await post(product('oolong'), key)).toEqual({
      ...first,
      headers: { ...first.headers, 'X-Correlation-Id': expect.any(String) },
    });
    await patch(first.body.id, '"0"', { title: 'Oolong Gold', slug: 'oolong-gold' });
    const later = await post(product('oolong'), key);
    expect([later.status, later.headers['ETag'], later.body]).toEqual([201, '"0"', first.body]);
    const { body: now } = await catalog.call.getAdminProduct({ params: { productId: first.body.id } });
    expect([now.title, now.slug, now.version]).toEqual(['Oolong Gold', 'oolong-gold', 1]);
  });

  it('creates one product for 10 concurrent identical requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(product('pu-erh'), { 'Idempotency-Key': 'key-2' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('answers 422 IDEMPOTENCY_KEY_REUSED if the body differs', async () => {
    await post(product('matcha'), { 'Idempotency-Key': 'key-3' });
    const { status, body } = await post(product('matcha', { title: 'Other' }), {
      'Idempotency-Key': 'key-3',
    });
    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  const complete = product('kukicha', {
    categories: ['tea'],
    description: 'Roasted.',
    variants: [
      { sku: 'kukicha-1', title: 'Small', prices: { GBP: 450 }, purchaseLimit: 5, weightGrams: 100 },
    ],
  });
  it.each(
    oneFieldChanged<object>(complete, {
      status: 'draft',
      title: 'Kukicha',
      slug: 'kukicha-tea',
      categories: ['tea', 'roasted'],
      variants: [
        {
          sku: 'kukicha-2',
          title: 'Large',
          prices: { GBP: 460, EUR: 500 },
          purchaseLimit: 6,
          weightGrams: 200,
        },
      ],
    }),
  )('answers 422 IDEMPOTENCY_KEY_REUSED with another $pointer', async ({ body: other }) => {
    const headers = { 'Idempotency-Key': 'key-6' };
    expect((await post(complete, headers)).status).toBe(201);
    const { status, body } = await post(other, headers);
    expect([status, body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('answers 409 SKU_TAKEN to a new key if another product has the SKU', async () => {
    await post(product('rooibos'));
    const { status, body } = await post(product('rooibos', { slug: 'red' }), { 'Idempotency-Key': 'key-4' });
    expect([status, body.code]).toEqual([409, 'SKU_TAKEN']);
  });
});

describe('updateProduct', () => {
  it('changes the given fields and increments the version', async () => {
    const made = await catalog.create(product('ceylon', { description: 'Bright.' }));
    const { status, headers, body } = await patch(made.id, '"0"', { title: 'Ceylon', description: null });
    expect([status, headers['ETag']]).toEqual([200, '"1"']);
    const { description: _removed, ...rest } = made;
    expect(body).toEqual({ ...rest, title: 'Ceylon', version: 1, updatedAt: expect.any(String) });
  });

  it('writes nothing if nothing changes', async () => {
    const made = await catalog.create(product('nilgiri'));
    const { headers, body } = await patch(made.id, '"0"', { title: 'nilgiri', variants: made.variants });
    expect([headers['ETag'], body]).toEqual(['"0"', made]);
    expect((await catalog.imageOf(made.id))['version']).toBe(0);
  });

  it('releases the former SKU and slug for other products', async () => {
    const made = await catalog.create(product('yunnan'));
    const variants = [{ sku: 'yunnan-2', prices: { GBP: 500 } }];
    expect((await patch(made.id, '"0"', { slug: 'yunnan-gold', variants })).status).toBe(200);
    const other = await catalog.create(product('yunnan'));
    expect(await Promise.all([bySku('yunnan-1'), bySku('yunnan-2')])).toEqual([other.id, made.id]);
  });

  it('answers 409 if another product has the SKU or slug, and changes nothing', async () => {
    const made = await catalog.create(product('dooars'));
    await catalog.create(product('terai'));
    const taken = await patch(made.id, '"0"', { variants: [{ sku: 'terai-1', prices: {} }] });
    expect([taken.status, taken.body.code, taken.body.sku]).toEqual([409, 'SKU_TAKEN', 'terai-1']);
    const alike = await patch(made.id, '"0"', { slug: 'terai' });
    expect([alike.status, alike.body.code, alike.body.slug]).toEqual([409, 'SLUG_TAKEN', 'terai']);
    expect((await catalog.call.getAdminProduct({ params: { productId: made.id } })).body).toEqual(made);
  });

  it('answers 412 PRECONDITION_FAILED with the current version if the product has another version', async () => {
    const made = await catalog.create(product('kenya'));
    await patch(made.id, '"0"', { title: 'Kenya' });
    const { status, body } = await patch(made.id, '"0"', { title: 'Kenya Gold' });
    expect([status, body.code, body.currentVersion]).toEqual([412, 'PRECONDITION_FAILED', 1]);
  });

  it('accepts exactly one of 10 concurrent requests for the same version', async () => {
    const made = await catalog.create(product('malawi'));
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_none, index) => patch(made.id, '"0"', { title: `Malawi ${index}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 412),
    ]);
  });

  it('accepts all of 5 concurrent requests with If-Match *', async () => {
    const made = await catalog.create(product('java'));
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_none, index) => patch(made.id, '*', { title: `Java ${index}` })),
    );
    expect(answers.map(({ body }) => body.version).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('answers 428 PRECONDITION_REQUIRED without If-Match', async () => {
    const made = await catalog.create(product('sumatra'));
    const { status, body } = await catalog.call.updateProduct({
      method: 'PATCH',
      params: { productId: made.id },
      body: { title: 'Sumatra' },
    });
    expect([status, body.code]).toEqual([428, 'PRECONDITION_REQUIRED']);
  });

  it('answers 404 PRODUCT_NOT_FOUND', async () => {
    const { status, body } = await patch('prd_00000000000000000000000000', '"0"', { title: 'Nothing' });
    expect([status, body.code]).toEqual([404, 'PRODUCT_NOT_FOUND']);
  });
});

describe('archiveProduct', () => {
  it('returns the same product if repeated, whatever the If-Match', async () => {
    const made = await catalog.create(product('darjeeling'));
    const first = await archive(made.id, { 'If-Match': '"0"' });
    expect([first.status, first.body.status, first.body.version]).toEqual([200, 'archived', 1]);
    const second = await archive(made.id, { 'If-Match': '"0"' });
    expect([second.status, second.body]).toEqual([200, first.body]);
    expect((await archive(made.id)).body).toEqual(first.body);
  });

  it('answers 412 PRECONDITION_FAILED and changes nothing if the product has another version', async () => {
    const made = await catalog.create(product('nepal'));
    const { status, body } = await archive(made.id, { 'If-Match': '"3"' });
    expect([status, body.code]).toEqual([412, 'PRECONDITION_FAILED']);
    expect((await catalog.imageOf(made.id))['version']).toBe(0);
  });

  it('prevents changes, keeps the SKU and slug claimed, and hides the product', async () => {
    const made = await catalog.create(product('formosa'));
    await archive(made.id);
    const { status, body } = await patch(made.id, '"1"', { title: 'Formosa' });
    expect([status, body.code]).toEqual([409, 'PRODUCT_ARCHIVED']);
    expect((await post(product('formosa', { slug: 'other' }))).body.code).toBe('SKU_TAKEN');
    const renewed = { variants: [{ sku: 'formosa-2', prices: {} }] };
    expect((await post(product('formosa', renewed))).body.code).toBe('SLUG_TAKEN');
    expect(await bySku('formosa-1')).toBe('PRODUCT_NOT_FOUND');
  });

  it('answers 404 PRODUCT_NOT_FOUND', async () => {
    const { status, body } = await archive('prd_00000000000000000000000000');
    expect([status, body.code]).toEqual([404, 'PRODUCT_NOT_FOUND']);
  });
});
