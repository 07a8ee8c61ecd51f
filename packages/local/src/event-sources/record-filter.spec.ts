import type { EventSourceMappingResource } from '@tradepost/compiled-service/templates/resources';
import { mappingOf } from './mapping.spec-kit.ts';
import { compileMessageFilter, compileRecordFilter } from './record-filter.ts';

const mapping = (filters: EventSourceMappingResource['filters']) =>
  mappingOf('arn:aws:sqs:us-east-1:000000000000:inbox', { filters });

describe('compileRecordFilter', () => {
  const insert = { eventName: 'INSERT', dynamodb: { NewImage: { kind: { S: 'event' } } } };

  it('passes a record that any filter matches', () => {
    const passes = compileRecordFilter(
      mapping([{ eventName: ['REMOVE'] }, { dynamodb: { NewImage: { kind: { S: ['event'] } } } }]),
    );
    expect(passes(insert)).toBe(true);
    expect(passes({ eventName: 'MODIFY', dynamodb: {} })).toBe(false);
  });

  it('passes all records without filters', () => expect(compileRecordFilter(mapping([]))(insert)).toBe(true));

  it('names the mapping of an invalid filter', () =>
    expect(() => compileRecordFilter(mapping([{ a: [] }]))).toThrow(
      'orders: event source Source: Event pattern is not valid at "a"',
    ));
});

describe('compileMessageFilter', () => {
  it.each([
    [{ body: { type: ['A'] } }, '{"type":"A"}', true],
    [{ body: { type: ['A'] } }, '{"type":"B"}', false],
    [{ body: { type: ['A'] } }, 'A', false],
    [{ body: ['A'] }, 'A', true],
    [{ body: [{ prefix: 'A' }] }, '{"type":"A"}', false],
  ])('with %j and the body %s returns %s', (filter, body, expected) =>
    expect(compileMessageFilter(mapping([filter]))({ body })).toBe(expected),
  );
});
