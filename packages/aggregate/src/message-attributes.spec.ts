import { AT, cause } from './aggregate-store.spec-kit.ts';
import { messageAttributes } from './message-attributes.ts';

const commit = { id: 'jar-1', version: 3, at: AT, ...cause };

describe('messageAttributes', () => {
  it('derives the id from the position of the event', () => {
    expect(messageAttributes(commit, 1, { source: 'tradepost.jars' })).toEqual({
      id: 'jar-1/3/1',
      source: 'tradepost.jars',
      subject: 'jar-1',
      time: AT,
      correlationId: 'correlation-1',
      causationId: 'message-1',
    });
  });

  it('leaves out an absent causationId, and takes another subject', () => {
    const { causationId: _none, ...uncaused } = commit;
    const attributes = messageAttributes(uncaused, 0, { source: 'tradepost.jars', subject: 'SKU' });
    expect(attributes).toMatchObject({ id: 'jar-1/3/0', subject: 'SKU' });
    expect(attributes).not.toHaveProperty('causationId');
  });

  it('names the aggregate in the id as it is given', () => {
    expect(messageAttributes(commit, 0, { source: 'tradepost.jars', name: 'list-1/jar-1' })).toMatchObject({
      id: 'list-1/jar-1/3/0',
      subject: 'jar-1',
    });
  });
});
