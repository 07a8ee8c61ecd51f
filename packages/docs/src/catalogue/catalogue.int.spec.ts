import { join } from 'node:path';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { type Catalogue, createCatalogue } from './catalogue.ts';
import { describeCatalogue, describeMessage } from './describe-message.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
const TIMEOUT_MS = 120_000;

let catalogue: Catalogue;

beforeAll(async () => {
  const [registry, description] = await Promise.all([loadRegistry(), describeServices()]);
  catalogue = createCatalogue({ root: ROOT, registry, samples: loadSamples(), description, stage: 'dev' });
}, TIMEOUT_MS);

const eventOf = (type: string) => catalogue.events.find((each) => each.type === type);
const commandOf = (type: string) => catalogue.commands.find((each) => each.type === type);

describe('the catalogue', () => {
  it('has the event archive as a consumer of every event, and an example of each message', () => {
    const { events, commands } = catalogue;
    expect(events.filter(({ consumers }) => !consumers.some((each) => each.isForEveryEvent))).toEqual([]);
    expect([...events, ...commands].filter(({ samples }) => samples.length === 0)).toEqual([]);
  });

  it('has the consumers of an event, with the reason in the comment above their rule', () => {
    expect(eventOf('OrderRejected')?.consumers).toContainEqual(
      expect.objectContaining({
        service: 'inventory',
        rule: 'inventory-order-ended',
        command: 'ReleaseStock',
      }),
    );
    expect(eventOf('PriceChanged')?.consumers).toContainEqual(
      expect.objectContaining({ service: 'orders', reason: expect.stringContaining('projection') }),
    );
  });

  it('has the workflow that an event starts, with the reason at the head of its file', () => {
    expect(eventOf('OrderPlaced')?.consumers).toContainEqual(
      expect.objectContaining({ service: 'orders', reason: expect.stringContaining('saga starts') }),
    );
  });

  it('has the senders of a command', () => {
    expect(commandOf('ReserveStock')?.senders).toEqual([
      { service: 'orders', by: expect.stringContaining('ReserveStock') },
      { service: 'orders', by: expect.stringContaining('ReserveComponents') },
    ]);
    expect(commandOf('CapturePayment')?.senders).toEqual([]);
  });
});

describe('the pages of the catalogue', () => {
  it('link to the command that a rule makes of an event', () => {
    const event = eventOf('OrderRejected');
    if (event === undefined) throw new Error('missing event OrderRejected');
    expect(describeMessage(event)).toContain('as the command [`ReleaseStock`](/messages/ReleaseStock).');
  });

  it('name who may send a command that no service sends', () => {
    const command = commandOf('CapturePayment');
    if (command === undefined) throw new Error('missing command CapturePayment');
    expect(describeMessage(command)).toContain('No service of this repository sends it yet.');
  });

  it('list every message, and leave the event archive out of its consumers', () => {
    const page = describeCatalogue(catalogue);
    for (const { type } of [...catalogue.events, ...catalogue.commands])
      expect(page).toContain(`[\`${type}\`]`);
    expect(page).toMatch(
      /\[`OrderRejected`\].*\| carts, inventory \(ReleaseStock\), payments \(VoidPayment\), pricing \(ReleaseCodes\) \|/,
    );
  });
});
