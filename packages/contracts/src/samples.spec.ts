import { toCloudEvent } from './cloud-event.ts';
import type { AnyCommand, AnyEvent, Registry } from './registry.ts';
import { loadRegistry } from './registry.ts';
import { loadSamples, sampleOf } from './samples.ts';

const samples = loadSamples();
let contracts: readonly (AnyEvent | AnyCommand)[];
let registry: Registry;
beforeAll(async () => {
  registry = await loadRegistry();
  contracts = [...registry.events, ...registry.commands].map(({ contract }) => contract);
});

const contractOf = (type: string) => contracts.find((contract) => contract.type === type);

describe('the committed samples', () => {
  it('include every event and every command', () => {
    const types = new Set(samples.map(({ message }) => message.type));
    expect(contracts.map(({ type }) => type).filter((type) => !types.has(type))).toEqual([]);
  });

  it.each(samples)('match their contract: $name', ({ name, kind, message }) => {
    const contract = contractOf(message.type);
    expect(contract?.kind).toBe(kind);
    expect(contract?.data.safeParse(message.data).error?.issues).toBeUndefined();
    expect(name.split('.')[0]).toBe(message.type.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase());
    if (contract?.kind === 'event') expect(message.source).toBe(contract.source);
    const schema = `urn:tradepost:schema:${message.type}:${contract?.version}`;
    expect(message.dataschema ?? schema).toBe(schema);
  });

  it('have a source of our own, except those that no service sends', () => {
    const ofOthers = samples.filter(({ message }) => !message.source.startsWith('tradepost.'));
    // No service of ours sends these commands yet, so no spec checks their samples against code.
    expect(ofOthers.map(({ name }) => name)).toEqual([
      'capture-payment',
      'dispatch-stock',
      'refund-payment',
      'void-remainder',
    ]);
    for (const { message } of ofOthers) {
      const { id, source, subject, time, correlationid: correlationId, type, data } = message;
      const attributes = { id, source, subject, time, correlationId };
      expect(toCloudEvent(contractOf(type) as AnyCommand, data, attributes)).toEqual(message);
    }
  });

  it('can be read by contract and variant', () => {
    const { contract } = registry.events.find(({ name }) => name === 'orderRejected') ?? {};
    expect(sampleOf(contract as AnyEvent, 'out-of-stock')).toMatchObject({
      type: 'OrderRejected',
      data: { rejection: { code: 'OUT_OF_STOCK' } },
    });
    expect(() => sampleOf(contract as AnyEvent, 'of-old-age')).toThrow('order-rejected.of-old-age.json');
  });
});
