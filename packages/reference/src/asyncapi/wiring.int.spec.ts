import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeServices } from '@tradepost/compiled-service/packaging/compile-services';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { checkWiring } from './check-wiring.ts';
import { unconsumed } from './messages.ts';
import { type WiringSources, wiringOf } from './wiring.ts';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const SPEC_TIMEOUT_MS = 120_000;

let sources: WiringSources;
beforeAll(async () => {
  const [registry, description] = await Promise.all([loadRegistry(), describeServices()]);
  sources = { registry, samples: loadSamples(), description, stage: 'dev' };
}, SPEC_TIMEOUT_MS);

/** The sources with changed templates. */
const otherwise = (change: Partial<WiringSources['description']>): WiringSources => ({
  ...sources,
  description: { ...sources.description, ...change },
});

const ruleWith = (pattern: object) => {
  const [rule] = sources.description.rules.filter(({ logicalId }) => logicalId === 'ProductChangedRule');
  if (rule === undefined) throw new Error('missing rule ProductChangedRule');
  return otherwise({ rules: [{ ...rule, eventPattern: { ...rule.eventPattern, ...pattern } }] });
};

describe('the templates', () => {
  it('have no problems', () => {
    expect(sources.description.problems).toEqual([]);
  });

  it('match the contracts', () => {
    expect(checkWiring(sources)).toEqual([]);
  });

  it('have a consumer of OrderPlaced besides the event archive', () => {
    const wiring = wiringOf(sources);
    expect(unconsumed(sources.registry, wiring)).not.toContain('OrderPlaced');
    const rules = wiring.rules.filter(
      ({ takes, isForEveryEvent }) => isForEveryEvent || !takes.includes('OrderPlaced'),
    );
    expect(unconsumed(sources.registry, { rules })).toContain('OrderPlaced');
  });

  // Functions send five of these, which templates do not show: customers ClaimOrder, orders RequestOrderLink, carts the rest.
  // Nothing sends the other four yet.
  it('send every command except those of functions, and those that nothing sends yet', () => {
    const sent = new Set(wiringOf(sources).sends.map(({ type }) => type));
    const types = sources.registry.commands.map(({ contract }) => contract.type);
    expect(types.filter((type) => !sent.has(type)).toSorted()).toEqual([
      'CapturePayment',
      'ChangeReservation',
      'ClaimOrder',
      'DispatchStock',
      'ExtendReservation',
      'PlaceOrder',
      'RefundPayment',
      'RequestOrderLink',
      'VoidRemainder',
    ]);
  });
});

describe('checkWiring', () => {
  it.each<[string, () => WiringSources, string]>([
    [
      'a rule for an event that does not exist',
      () => ruleWith({ 'detail-type': ['ProductLost'] }),
      'expects ProductLost, which is not an event',
    ],
    [
      'a rule for an event of another source',
      () => ruleWith({ 'detail-type': ['StockLow'] }),
      'expects StockLow, but matches none of its samples',
    ],
    [
      'a rule that matches nothing',
      () => ruleWith({ 'detail-type': [{ prefix: 'Moon' }] }),
      'matches no event',
    ],
    ['an inbox without a consumer', () => otherwise({ eventSourceMappings: [] }), 'has no consumer'],
    [
      'an event that nothing publishes',
      () => otherwise({ functions: [] }),
      'but no function of that service reads a stream',
    ],
    [
      'a command without an inbox',
      () => otherwise({ queues: [] }),
      'has no inbox tradepost-dev-orders-commands',
    ],
    [
      'a command without a function',
      () => otherwise({ functions: [] }),
      'has no function tradepost-dev-orders-commands',
    ],
    [
      'an inbox without messages',
      () => otherwise({ rules: [] }),
      'tradepost-dev-orders-catalog receives no messages',
    ],
    [
      'an event or command without a sample',
      () => ({ ...sources, samples: [] }),
      'OrderPlaced has no sample',
    ],
  ])('reports %s', (_what, planted, fault) => {
    expect(checkWiring(planted())).toContainEqual(expect.stringContaining(fault));
  });
});

describe('the specs of the services', () => {
  const specsOf = (service: string) =>
    globSync(`services/${service}/src/**/*.spec.ts`, { cwd: ROOT }).map((file) =>
      readFileSync(`${ROOT}/${file}`, 'utf8'),
    );

  it('compare every sample of our services with the code that sends it', () => {
    const proofs = new Set(
      sources.samples
        .filter(({ message }) => message.source.startsWith('tradepost.'))
        .map(({ message, kind }) => `expectSamples('${message.source}', '${kind}'`),
    );
    const unproved = [...proofs].filter(
      (proof) => !specsOf(/tradepost\.(\w+)/.exec(proof)?.[1] ?? '').some((spec) => spec.includes(proof)),
    );
    expect({
      fix: 'Add this call to a spec of the service, with the messages that its code creates.',
      unproved,
    }).toEqual({
      fix: expect.any(String),
      unproved: [],
    });
  });

  it('pass the samples of its rules and inboxes to every consumer', () => {
    const consuming = new Set(
      [
        ...sources.description.rules.filter(({ eventPattern }) => eventPattern !== undefined),
        ...wiringOf(sources).inboxes.map(({ queue }) => queue),
      ].map(({ service }) => service),
    );
    const silent = [...consuming].filter(
      (service) => !specsOf(service).some((spec) => spec.includes(`messagesTo('${service}')`)),
    );
    expect({
      fix: 'Add a spec to the service that passes the result of messagesTo to its handlers.',
      silent,
    }).toEqual({
      fix: expect.any(String),
      silent: [],
    });
  });
});
