import { cloudEventAttributes, toCloudEvent } from './cloud-event.ts';
import { orderCancelled } from './orders/events.ts';

const attributes = {
  id: 'ord_1/2/0',
  source: 'tradepost.orders',
  subject: 'ord_1',
  time: '2026-01-01T12:00:00.000Z',
  correlationId: 'correlation-1',
};
type Data = Parameters<typeof toCloudEvent<'OrderCancelled', typeof orderCancelled.data>>[1];
const data = { orderId: 'ord_1' } as Data;

describe('toCloudEvent', () => {
  it('returns a CloudEvent 1.0 with the schema and version of its data', () => {
    const event = toCloudEvent(orderCancelled, data, { ...attributes, causationId: 'message-1' });
    expect(event).toEqual({
      specversion: '1.0',
      id: 'ord_1/2/0',
      source: 'tradepost.orders',
      type: 'OrderCancelled',
      subject: 'ord_1',
      time: '2026-01-01T12:00:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:tradepost:schema:OrderCancelled:1',
      correlationid: 'correlation-1',
      causationid: 'message-1',
      data: { orderId: 'ord_1' },
    });
    expect(cloudEventAttributes.parse(event)).toEqual(event);
  });

  it('omits causationid without a cause', () => {
    expect(toCloudEvent(orderCancelled, data, attributes)).not.toHaveProperty('causationid');
  });
});

describe('cloudEventAttributes', () => {
  const event = toCloudEvent(orderCancelled, data, attributes);

  it('accepts a time with any offset, and returns it in UTC', () => {
    const { time } = cloudEventAttributes.parse({ ...event, time: '2026-01-01T12:00:00+01:00' });

    expect(time).toBe('2026-01-01T11:00:00.000Z');
  });

  it.each([
    ['specversion', '0.3'],
    ['id', ''],
    ['source', ''],
    ['type', ''],
    ['subject', undefined],
    ['time', '2026-01-01'],
    ['time', '2026-01-01T12:00:00'],
    ['datacontenttype', 'text/xml'],
    ['correlationid', ''],
  ])('rejects %s %j', (name, value) => {
    const { error } = cloudEventAttributes.safeParse({ ...event, [name]: value });
    expect(error?.issues.map(({ path }) => path)).toEqual([[name]]);
  });
});
