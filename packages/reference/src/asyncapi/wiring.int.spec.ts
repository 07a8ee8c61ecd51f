import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadRegistry } from '@tradepost/contracts/registry';
import { loadSamples } from '@tradepost/contracts/samples';
import { describeServices } from '@tradepost/testing/service-templates';
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

/** The sources, with some of the templates otherwise. */
const otherwise = (change: Partial<WiringSources['description']>): WiringSources => ({
  ...sources,
  description: { ...sources.description, ...change },
});

const ruleWith = (pattern: object) => {
  const [rule] = sources.description.rules.filter(({ logicalId }) => logicalId === 'ProductChangedRule');
  if (rule === undefined) throw new Error('there is no ProductChangedRule any more');
  return otherwise({ rules: [{ ...rule, eventPattern: { ...rule.eventPattern, ...pattern } }] });
};

describe('The templates', () => {
  it('can all be read', () => {
    expect(sources.description.problems).toEqual([]);
  });

  it('keep to the contracts, and the contracts to them', () => {
    expect(checkWiring(sources)).toEqual([]);
  });

  it('leave some events to the event log alone', () => {
    const wiring = wiringOf(sources);
    expect(unconsumed(sources.registry, wiring)).not.toContain('OrderPlaced');
    const rules = wiring.rules.filter(
      ({ takes, isForEveryEvent }) => isForEveryEvent || !takes.includes('OrderPlaced'),
    );
    expect(unconsumed(sources.registry, { rules })).toContain('OrderPlaced');
  });

  it('have every command sent by a service of ours, but for those that are there for others', () => {
    const sent = new Set(wiringOf(sources).sends.map(({ type }) => type));
    const types = sources.registry.commands.map(({ contract }) => contract.type);
    expect(types.filter((type) => !sent.has(type))).toEqual(['CapturePayment', 'RefundPayment']);
  });
});

describe('What is found', () => {
  it.each<[string, () => WiringSources, string]>([
    [
      'a rule for an event that there is not',
      () => ruleWith({ 'detail-type': ['ProductLost'] }),
      'waits for ProductLost, which is no event',
    ],
    [
      'a rule for an event of another source',
      () => ruleWith({ 'detail-type': ['StockLow'] }),
      'waits for StockLow, but matches none of its samples',
    ],
    [
      'a rule that matches nothing',
      () => ruleWith({ 'detail-type': [{ prefix: 'Moon' }] }),
      'matches no event that there is',
    ],
    ['an inbox without a consumer', () => otherwise({ eventSourceMappings: [] }), 'has no consumer'],
    [
      'an event that nothing publishes',
      () => otherwise({ functions: [] }),
      'of which no function reads a stream',
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
      'an inbox that nothing comes to',
      () => otherwise({ rules: [] }),
      'tradepost-dev-orders-catalog gets nothing',
    ],
    [
      'an event or command without a sample',
      () => ({ ...sources, samples: [] }),
      'OrderPlaced has no sample',
    ],
  ])('is %s', (_what, planted, fault) => {
    expect(checkWiring(planted())).toContainEqual(expect.stringContaining(fault));
  });
});

describe('The specs of the services', () => {
  const specsOf = (service: string) =>
    globSync(`services/${service}/src/**/*.spec.ts`, { cwd: ROOT }).map((file) =>
      readFileSync(`${ROOT}/${file}`, 'utf8'),
    );

  it('prove every sample that is sent by a service of ours', () => {
    const proofs = new Set(
      sources.samples
        .filter(({ message }) => message.source.startsWith('tradepost.'))
        .map(({ message, kind }) => `expectSamples('${message.source}', '${kind}'`),
    );
    const unproved = [...proofs].filter(
      (proof) => !specsOf(/tradepost\.(\w+)/.exec(proof)?.[1] ?? '').some((spec) => spec.includes(proof)),
    );
    expect({ mend: 'A spec of the service is to say this with what its code makes.', unproved }).toEqual({
      mend: expect.any(String),
      unproved: [],
    });
  });

  it('have every consumer take the samples that its rules and inboxes bring it', () => {
    const consuming = new Set(
      [
        ...sources.description.rules.filter(({ eventPattern }) => eventPattern !== undefined),
        ...wiringOf(sources).inboxes.map(({ queue }) => queue),
      ].map(({ service }) => service),
    );
    const silent = [...consuming].filter(
      (service) => !specsOf(service).some((spec) => spec.includes(`deliveriesTo('${service}')`)),
    );
    expect({
      mend: 'A spec of the service is to put what deliveriesTo gives through its handlers.',
      silent,
    }).toEqual({
      mend: expect.any(String),
      silent: [],
    });
  });
});
