import { by } from './by.ts';

describe('by', () => {
  it('takes the actor and the correlation id of a request', () => {
    expect(by({ caller: { id: 'user-1' }, correlationId: 'cor_1' })).toStrictEqual({
      actor: 'user-1',
      correlationId: 'cor_1',
    });
  });

  it('takes the source of a message as the actor, and its id as the cause', () => {
    expect(by({ id: 'evt_1', source: 'tradepost.orders', correlationid: 'cor_1' })).toStrictEqual({
      actor: 'tradepost.orders',
      correlationId: 'cor_1',
      causationId: 'evt_1',
    });
  });
});
