import { GetCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type DynamoDb, startDynamoDb } from '@tradepost/testing/dynamodb';
import { inMemoryKms } from './in-memory-kms.spec-kit.ts';
import { createSubjectErasures } from './subject-erasures.ts';
import { createSubjectKeys, type SubjectKeys } from './subject-keys.ts';

const TABLE = 'tradepost-dev-customers-subject-keys';
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOBODY = { contact: undefined, invoice: undefined };

let db: DynamoDb;
let nowMs = Date.parse('2026-03-01T09:00:00.000Z');
let kms = inMemoryKms();

beforeAll(async () => {
  db = await startDynamoDb({ services: ['customers'] });
});
afterAll(() => db?.stop());
/** Each test has a day of its own, so it needs a day key of its own. */
beforeEach(() => {
  nowMs += 10 * DAY_MS;
  kms = inMemoryKms();
});

/** A function instance: its caches are empty. */
const instance = (stage = 'dev'): SubjectKeys =>
  createSubjectKeys({
    client: db.documents,
    tableName: TABLE,
    wrappingKey: kms.wrappingKey,
    stage,
    nowMs: () => nowMs,
  });
/** Erases subjects. It is another instance. */
const erasures = () => createSubjectErasures({ client: db.documents, tableName: TABLE });
const read = async (pk: string) =>
  (await db.documents.send(new GetCommand({ TableName: TABLE, Key: { pk }, ConsistentRead: true }))).Item;
let orders = 0;
const newOrder = (emailHash = 'eml_1') => {
  orders += 1;
  return { orderId: `ord_${orders}`, emailHash };
};

describe('the subject of a customer', () => {
  it('is created once, and found again by every instance', async () => {
    const created = await instance().ofCustomer('once');
    expect(created).toEqual({
      subjectId: expect.stringMatching(/^sub_[0-7][0-9A-HJKMNP-TV-Z]{25}$/),
      contact: expect.any(Buffer),
      invoice: expect.any(Buffer),
    });
    expect(created.contact).not.toEqual(created.invoice);
    await expect(instance().ofCustomer('once')).resolves.toEqual(created);
    await expect(instance().find([created.subjectId])).resolves.toEqual(
      new Map([[created.subjectId, created]]),
    );
  });

  it('is created by exactly one of twenty callers at once', async () => {
    const subjects = await Promise.all(Array.from({ length: 20 }, () => instance().ofCustomer('contested')));
    expect(new Set(subjects.map(({ subjectId }) => subjectId)).size).toBe(1);
    expect(new Set(subjects.map(({ contact }) => contact?.toString('hex'))).size).toBe(1);
  });

  it('is replaced after its contact key was deleted, once for all callers', async () => {
    const { subjectId } = await instance().ofCustomer('erased');
    await erasures().erase({ subjectId, invoiceUntil: '2036-12-31' });
    const replaced = await Promise.all(Array.from({ length: 5 }, () => instance().ofCustomer('erased')));
    expect(new Set(replaced.map((each) => each.subjectId)).size).toBe(1);
    expect(replaced[0]?.subjectId).not.toBe(subjectId);
    const found = await instance().find([subjectId]);
    expect(found.get(subjectId)).toEqual({ subjectId, ...NOBODY, invoiceUntil: '2036-12-31' });
  });
});

describe('the subjects of a customer', () => {
  const claimed = async (emailHash: string) => {
    const { subjectId } = await instance().createForOrder(newOrder(emailHash));
    return { subjectId, emailHash };
  };

  it('are the present one, those before it, and those of claimed orders', async () => {
    await expect(instance().subjectsOf('nobody')).resolves.toEqual([]);
    const earlier = await instance().ofCustomer('several');
    await erasures().erase({ subjectId: earlier.subjectId });
    const present = await instance().ofCustomer('several');
    const orders = [await claimed('eml_s'), await claimed('eml_s')];
    for (const order of [...orders, ...orders])
      await expect(instance().claim('several', order)).resolves.toBe(true);
    const ids = [earlier, present, ...orders].map(({ subjectId }) => subjectId);
    await expect(instance().subjectsOf('several')).resolves.toEqual(ids.toSorted());
    await expect(instance().ofCustomer('several')).resolves.toEqual(present);
  });

  it('have a subject that was claimed before they had one of their own', async () => {
    const order = await claimed('eml_first');
    await instance().claim('first', order);
    const { subjectId } = await instance().ofCustomer('first');
    await expect(instance().subjectsOf('first')).resolves.toEqual([subjectId, order.subjectId].toSorted());
  });

  it('do not have one that another customer claimed, that has another address, or whose address was erased', async () => {
    const [taken, other, erased] = [await claimed('eml_t'), await claimed('eml_o'), await claimed('eml_e')];
    await instance().claim('fast', taken);
    await erasures().erase({ subjectId: erased.subjectId });
    for (const order of [taken, { ...other, emailHash: 'eml_t' }, erased])
      await expect(instance().claim('slow', order)).resolves.toBe(false);
    await expect(instance().subjectsOf('slow')).resolves.toEqual([]);
  });

  it('have a contested one with exactly one of ten customers', async () => {
    const order = await claimed('eml_c');
    const customers = Array.from({ length: 10 }, (_none, index) => `contester-${index}`);
    const won = await Promise.all(customers.map((customer) => instance().claim(customer, order)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });
});

describe('the subject of an order without a customer', () => {
  it('is found by the hash of the address until its contact key is deleted', async () => {
    const [first, second] = [newOrder('eml_found'), newOrder('eml_found')];
    const { subjectId } = await instance().createForOrder(first);
    const { subjectId: other } = await instance().createForOrder(second);
    const both = [
      { subjectId, orderId: first.orderId },
      { subjectId: other, orderId: second.orderId },
    ];
    expect(await instance().findByEmail('eml_found')).toEqual(expect.arrayContaining(both));
    await erasures().erase({ subjectId: other });
    await expect(instance().findByEmail('eml_found')).resolves.toEqual(both.slice(0, 1));
  });
});

describe('a deleted key', () => {
  it('is a value, as is the key of an unknown subject', async () => {
    const { subjectId } = await instance().createForOrder(newOrder());
    await erasures().erase({ subjectId });
    await erasures().erase({ subjectId });
    await erasures().erase({ subjectId, invoiceUntil: '2036-12-31' });
    await erasures().erase({ subjectId: 'sub_unknown' });
    await expect(instance().find([subjectId, 'sub_unknown', subjectId])).resolves.toEqual(
      new Map([subjectId, 'sub_unknown'].map((id) => [id, { subjectId: id, ...NOBODY }])),
    );
    await expect(read('subject#sub_unknown')).resolves.toBeUndefined();
  });

  it('is used for at most five minutes by an instance that has it', async () => {
    const used = instance();
    const { subjectId } = await used.createForOrder(newOrder());
    await erasures().erase({ subjectId });
    nowMs += 5 * MINUTE_MS - 1;
    expect((await used.find([subjectId])).get(subjectId)?.contact).toBeInstanceOf(Buffer);
    nowMs += 2;
    expect((await used.find([subjectId])).get(subjectId)).toEqual({ subjectId, ...NOBODY });
  });
});

describe('a restricted key', () => {
  const untilDay = '2036-12-31';
  const restrict = async () => {
    const created = await instance().createForOrder(newOrder('eml_restricted'));
    await erasures().erase({ subjectId: created.subjectId, invoiceUntil: untilDay });
    return created;
  };

  it('counts as deleted, except for a caller who asks for restricted keys', async () => {
    const { subjectId, invoice } = await restrict();
    const found = await instance().find([subjectId]);
    expect(found.get(subjectId)).toEqual({ subjectId, ...NOBODY, invoiceUntil: untilDay });
    const restricted = await instance().find([subjectId], { restricted: true });
    expect(restricted.get(subjectId)).toEqual({
      subjectId,
      contact: undefined,
      invoice,
      invoiceUntil: untilDay,
    });
    await expect(instance().findByEmail('eml_restricted')).resolves.toEqual([]);
  });

  it('is never used by an instance for a caller who did not ask, after another one did', async () => {
    const { subjectId } = await restrict();
    const used = instance();
    await used.find([subjectId], { restricted: true });
    expect((await used.find([subjectId])).get(subjectId)?.invoice).toBeUndefined();
  });

  it('keeps its first end', async () => {
    const { subjectId } = await restrict();
    await erasures().erase({ subjectId, invoiceUntil: '2099-12-31' });
    await expect(read(`subject#${subjectId}`)).resolves.toMatchObject({ invoiceUntil: untilDay });
  });

  it('is found when its end has passed, until it is deleted', async () => {
    const { subjectId } = await restrict();
    await expect(erasures().findExpired(untilDay, 100)).resolves.not.toContain(subjectId);
    await expect(erasures().findExpired('2037-01-01', 100)).resolves.toContain(subjectId);
    await erasures().erase({ subjectId });
    await expect(erasures().findExpired('2037-01-01', 100)).resolves.not.toContain(subjectId);
    expect(Object.keys((await read(`subject#${subjectId}`)) ?? {}).sort()).toEqual(['day', 'orderId', 'pk']);
  });
});

describe('an erasure', () => {
  it('is unapplied while a key or the hash of the address is there', async () => {
    const [whole, restricted] = [
      await instance().createForOrder(newOrder()),
      await instance().ofCustomer('unapplied'),
    ];
    const list = [
      { subjectId: whole.subjectId },
      { subjectId: restricted.subjectId, invoiceUntil: '2036-12-31' },
      { subjectId: 'sub_unknown' },
    ];
    await expect(erasures().findUnapplied(list)).resolves.toEqual(list.slice(0, 2));
    for (const each of list) await erasures().erase(each);
    await expect(erasures().findUnapplied(list)).resolves.toEqual([]);
  });

  it('is unapplied again after the table was restored', async () => {
    const { subjectId } = await instance().createForOrder(newOrder());
    const before = await read(`subject#${subjectId}`);
    await erasures().erase({ subjectId });
    await db.documents.send(new PutCommand({ TableName: TABLE, Item: before }));
    await expect(erasures().findUnapplied([{ subjectId }])).resolves.toEqual([{ subjectId }]);
  });

  it('knows the order of a guest', async () => {
    const order = newOrder();
    const { subjectId } = await instance().createForOrder(order);
    const { subjectId: ofCustomer } = await instance().ofCustomer('ordersOf');
    await expect(erasures().ordersOf([subjectId, ofCustomer])).resolves.toEqual(
      new Map([[subjectId, order.orderId]]),
    );
  });
});

describe('KMS', () => {
  it('is called once by an instance in five minutes, however many subjects it uses', async () => {
    const used = instance();
    for (let count = 0; count < 10; count += 1) await used.createForOrder(newOrder());
    const { subjectId } = await used.ofCustomer('counted');
    await used.find([subjectId]);
    expect(kms.calls).toEqual(['generate']);

    const another = instance();
    await another.find([subjectId]);
    await another.createForOrder(newOrder());
    nowMs += 5 * MINUTE_MS - 1;
    await another.createForOrder(newOrder());
    expect(kms.calls).toEqual(['generate', 'unwrap']);
    nowMs += 2;
    await another.createForOrder(newOrder());
    expect(kms.calls).toEqual(['generate', 'unwrap', 'unwrap']);
  });

  it('is called once for each day of the subjects that are read', async () => {
    const first = await instance().createForOrder(newOrder());
    nowMs += DAY_MS;
    const second = await instance().createForOrder(newOrder());
    kms.calls.length = 0;
    const found = await instance().find([first.subjectId, second.subjectId, first.subjectId]);
    expect([...found.values()]).toEqual([first, second]);
    expect(kms.calls).toEqual(['unwrap', 'unwrap']);
  });

  it('makes one key of a day that several instances create at once', async () => {
    const created = await Promise.all(
      Array.from({ length: 10 }, () => instance().createForOrder(newOrder())),
    );
    const found = await instance().find(created.map(({ subjectId }) => subjectId));
    expect([...found.values()]).toEqual(created);
  });

  it('rejects the day key of another stage', async () => {
    const { subjectId } = await instance('dev').createForOrder(newOrder());
    await expect(instance('prod').find([subjectId])).rejects.toThrow('InvalidCiphertextException');
  });
});

describe('the table', () => {
  it('has no key in clear', async () => {
    const { contact, invoice } = await instance().createForOrder(newOrder());
    const { Items } = await db.documents.send(new ScanCommand({ TableName: TABLE, ConsistentRead: true }));
    const text = JSON.stringify(Items);
    for (const key of [contact, invoice])
      for (const encoding of ['base64', 'base64url', 'hex'] as const)
        expect(text).not.toContain(key?.toString(encoding));
  });
});
