import { Parser } from '@asyncapi/parser';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type AsyncApiDocument, toAsyncApi } from './to-asyncapi.ts';
import type { WiringSources } from './wiring.ts';

const SPEC_TIMEOUT_MS = 120_000;

/** Ignored diagnostics, with the reason. */
const PASSED_OVER: Readonly<Record<string, string>> = {
  'asyncapi-latest-version': '3.1 has nothing that we need, and fewer tools support it.',
};

const parser = new Parser();

let sources: WiringSources;
let document: AsyncApiDocument;
beforeAll(async () => {
  const [registry, description] = await Promise.all([loadRegistry(), describeServices()]);
  sources = { registry, samples: loadSamples(), description, stage: 'dev' };
  document = toAsyncApi(sources);
}, SPEC_TIMEOUT_MS);

async function diagnosticsOf(of: object): Promise<readonly string[]> {
  const { diagnostics } = await parser.parse(JSON.stringify(of));
  return diagnostics
    .filter(({ code }) => PASSED_OVER[code] === undefined)
    .map(({ code, message, path }) => `${path.join('/')}: ${message} (${code})`);
}

type Message = { readonly examples?: readonly { readonly name: string; readonly payload: unknown }[] };
const messages = () => Object.entries(document.components.messages as Record<string, Message>);

describe('the AsyncAPI document', () => {
  it.each([
    undefined,
    'carts',
    'catalog',
    'customers',
    'inventory',
    'operations',
    'orders',
    'payments',
    'platform',
    'pricing',
    'shipping',
  ])(
    "is valid by AsyncAPI's own parser, for all services and for one: %s",
    async (service) => {
      const of = service === undefined ? document : toAsyncApi(sources, { service });
      expect(await diagnosticsOf(of)).toEqual([]);
    },
    SPEC_TIMEOUT_MS,
  );

  it(
    'is invalid with a reference without a target or an unknown binding',
    async () => {
      const of = toAsyncApi(sources, { service: 'catalog' });
      const [[id, operation] = ['', {}]] = Object.entries(of.operations);
      for (const wrong of [{ channel: { $ref: '#/channels/nowhere' } }, { bindings: { eventbridge: {} } }]) {
        const operations = { ...of.operations, [id]: { ...operation, ...wrong } };
        expect(await diagnosticsOf({ ...of, operations })).not.toEqual([]);
      }
    },
    SPEC_TIMEOUT_MS,
  );

  it.each([
    ['draft 2020-12, which the contracts use', Ajv2020],
    ['draft 7, which AsyncAPI uses', Ajv],
  ])('has the committed samples as examples, each valid by its schema in %s', (_which, Validator) => {
    const ajv = new Validator({ strict: false, allErrors: true });
    addFormats.default(ajv as never);
    ajv.addSchema({ components: document.components }, 'asyncapi.json');
    const shown: string[] = [];
    for (const [name, { examples = [] }] of messages()) {
      const validate = ajv.getSchema(`asyncapi.json#/components/messages/${name}/payload`);
      for (const example of examples) {
        shown.push(example.name);
        expect([example.name, validate?.(example.payload), validate?.errors]).toEqual([
          example.name,
          true,
          null,
        ]);
        const { data: _, ...without } = example.payload as { data: unknown };
        for (const wrong of [
          without,
          { ...without, data: {} },
          { ...(example.payload as object), type: 'Other' },
        ]) {
          expect([example.name, validate?.(wrong)]).toEqual([example.name, false]);
        }
      }
    }
    expect(shown.toSorted()).toEqual(sources.samples.map(({ name }) => name).toSorted());
  });

  it('has a message for every event and command, and a channel for every inbox with its dead-letter queue', () => {
    const { events, commands } = sources.registry;
    expect(Object.keys(document.components.messages)).toEqual(
      expect.arrayContaining([...events, ...commands].map(({ contract }) => contract.type)),
    );
    const inboxes = sources.description.queues.filter(({ attributes }) => 'RedrivePolicy' in attributes);
    const channels = Object.values(document.channels);
    for (const { queueName, attributes } of inboxes) {
      const address = queueName.replace('tradepost-dev', 'tradepost-{stage}');
      expect(channels).toContainEqual(
        expect.objectContaining({
          address,
          bindings: {
            sqs: expect.objectContaining({
              queue: expect.objectContaining({
                name: address,
                visibilityTimeout: Number(attributes['VisibilityTimeout']),
                redrivePolicy: { deadLetterQueue: { name: `${address}-dlq` }, maxReceiveCount: 5 },
              }),
            }),
          },
        }),
      );
    }
  });

  it('has the senders and receivers of messages', () => {
    const { operations, channels } = document;
    expect(operations['orders.publish.OrderPlaced']).toMatchObject({
      action: 'send',
      channel: { $ref: '#/channels/bus' },
      messages: [{ $ref: '#/channels/bus/messages/OrderPlaced' }],
    });
    expect(operations['payments.subscribe.OrderEndedRule']).toMatchObject({
      action: 'receive',
      messages: [
        { $ref: '#/channels/bus/messages/OrderCancelled' },
        { $ref: '#/channels/bus/messages/OrderRejected' },
      ],
      bindings: { 'x-eventbridge': { target: 'tradepost-{stage}-payments-commands' } },
    });
    expect(operations['payments.send.VoidPayment']).toMatchObject({
      action: 'send',
      channel: { $ref: '#/channels/inbox.payments-commands' },
    });
    expect(operations['orders.ask.ReserveStock']).toMatchObject({
      channel: { $ref: '#/channels/function.inventory-commands' },
      reply: { messages: [{ $ref: '#/channels/function.inventory-commands/messages/ReserveStockReply' }] },
    });
    expect(channels['bus']).toMatchObject({ address: 'tradepost-{stage}' });
    expect(document.info['x-events-for-the-log-alone']).toContain('StockLow');
  });

  it('lists the rejections of each command with their texts', () => {
    const { messages } = document.components;
    expect(messages['CommitStockReply']).toMatchObject({
      description: expect.stringContaining('- `RESERVATION_NOT_FOUND`: There is no such reservation.'),
    });
    expect(messages['ReleaseStockReply']).toMatchObject({ description: 'The command is never rejected.' });
  });

  it('contains no stage, and takes hosts that are not AWS', () => {
    expect(JSON.stringify(document)).not.toContain('tradepost-dev');
    const local = toAsyncApi(sources, { hosts: { sqs: '127.0.0.1:4100' } });
    expect(local.servers['sqs']).toMatchObject({ host: '127.0.0.1:4100', protocol: 'sqs' });
    expect(local.servers['sqs']).not.toHaveProperty('variables');
  });

  it('has only the operations of a given service, with their channels, messages and schemas', () => {
    const { operations, channels, components } = toAsyncApi(sources, { service: 'catalog' });
    expect(Object.keys(operations).every((id) => id.startsWith('catalog.'))).toBe(true);
    expect(Object.keys(channels)).toEqual(['bus']);
    expect(Object.keys(components.messages)).toEqual([
      'CategoryChanged',
      'PriceChanged',
      'ProductArchived',
      'ProductCreated',
      'ProductUpdated',
      'VariantChanged',
    ]);
    expect(components.schemas).toHaveProperty('Product');
    expect(components.schemas).not.toHaveProperty('OrderLine');
  });
});
