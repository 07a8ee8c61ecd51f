import { createRequire } from 'node:module';
import { compileInput } from '@tradepost/event-rules/input-transformer';

type InputTransformer = { readonly InputPathsMap: Record<string, string>; readonly InputTemplate: string };

const { commandOfEvent } = createRequire(import.meta.url)('../command-of-event.cjs') as {
  readonly commandOfEvent: (domain: string, types: readonly string[], command: string) => InputTransformer;
};

describe('commandOfEvent', () => {
  it('turns an event into the command of the contract, with the fields that both have', () => {
    const { InputPathsMap, InputTemplate } = commandOfEvent(
      'payments',
      ['OrderRejected', 'OrderCancelled'],
      'VoidPayment',
    );
    const transform = compileInput({
      inputTransformer: { inputPathsMap: InputPathsMap, inputTemplate: InputTemplate },
    });
    const detail = {
      id: 'ord_1/1/0',
      time: '2026-01-05T09:30:00.000Z',
      correlationid: 'cor_1',
      data: { orderId: 'ord_1', paymentId: 'pay_1', reservationId: 'res_1', reason: 'changed "my" mind' },
    };
    const event = { source: 'tradepost.orders', 'detail-type': 'OrderCancelled', detail } as never;
    expect(JSON.parse(transform(event, JSON.stringify(event)))).toEqual({
      specversion: '1.0',
      id: 'ord_1/1/0/VoidPayment',
      source: 'tradepost.payments',
      type: 'VoidPayment',
      subject: 'pay_1',
      time: '2026-01-05T09:30:00.000Z',
      datacontenttype: 'application/json',
      dataschema: 'urn:tradepost:schema:VoidPayment:1',
      correlationid: 'cor_1',
      causationid: 'ord_1/1/0',
      data: { orderId: 'ord_1', paymentId: 'pay_1' },
    });
  });

  it('leaves out an optional field of the command that an event may lack', () => {
    const types = ['StockReserved'];
    const { InputPathsMap } = commandOfEvent('inventory', types, 'ReleaseStock');
    expect(Object.keys(InputPathsMap)).toEqual(['eventId', 'time', 'correlationId', 'reservationId']);
  });

  it('throws for a command of another service', () => {
    expect(() => commandOfEvent('inventory', ['OrderRejected'], 'VoidPayment')).toThrow(
      'resources/rules.yml: inventory has no command VoidPayment. A new contract needs pnpm generate contracts',
    );
  });

  it('throws if an event lacks a required field', () => {
    expect(() => commandOfEvent('payments', ['OrderRejected', 'StockReserved'], 'VoidPayment')).toThrow(
      'resources/rules.yml: VoidPayment needs orderId, paymentId, which not all of OrderRejected, StockReserved have',
    );
  });
});
