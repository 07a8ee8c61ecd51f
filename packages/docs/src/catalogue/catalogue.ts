import type { CloudDescription } from '@tradepost/compiled-service/templates/read-templates';
import type { Registry } from '@tradepost/contracts/registry';
import type { Sample } from '@tradepost/contracts/samples';
import { type WiredRule, type Wiring, wiringOf } from '@tradepost/reference/asyncapi/wiring';
import { reasonOfRule } from './rule-reasons.ts';

/** A service that gets an event, and why. */
export type Consumer = {
  readonly service: string;
  /** Name of the rule, as `pnpm tradepost replay --consumer` takes it: `orders-product-changed`. */
  readonly rule: string;
  /** Command that the rule makes of the event. */
  readonly command?: string;
  readonly reason: string;
  /** True for the event archive, which gets every event. */
  readonly isForEveryEvent: boolean;
};

/** A sender of a command: a rule, or a state of a workflow. */
export type Sender = { readonly service: string; readonly by: string };

type Message = {
  readonly type: string;
  readonly version: number;
  readonly summary: string;
  /** The service that publishes the event, or executes the command. */
  readonly service: string;
  readonly samples: readonly Sample[];
};

export type EventEntry = Message & { readonly kind: 'event'; readonly consumers: readonly Consumer[] };

export type CommandEntry = Message & {
  readonly kind: 'command';
  readonly senders: readonly Sender[];
  /** Codes with which the command may be rejected, if its contract declares them. */
  readonly rejections?: readonly string[];
};

/** All events and commands, with their senders and receivers. */
export type Catalogue = {
  readonly events: readonly EventEntry[];
  readonly commands: readonly CommandEntry[];
};

export type CatalogueSources = {
  /** Folder of the repository. */
  readonly root: string;
  readonly registry: Registry;
  readonly samples: readonly Sample[];
  readonly description: CloudDescription;
  /** Stage for which the templates were compiled. */
  readonly stage: string;
};

/**
 * Creates the catalogue from the contracts, the compiled templates, and the comments above the rules.
 *
 * @throws Error if a rule has no comment
 */
export function createCatalogue(sources: CatalogueSources): Catalogue {
  const { registry, samples } = sources;
  const wiring = wiringOf(sources);
  const samplesOf = (type: string) => samples.filter(({ message }) => message.type === type);
  return {
    events: registry.events.map(({ contract: { type, version, summary, source } }) => ({
      kind: 'event',
      ...{ type, version, summary, samples: samplesOf(type) },
      service: source.replace(/^tradepost\./, ''),
      consumers: consumersOf(type, wiring, sources),
    })),
    commands: registry.commands.map(({ contract }) => {
      const { type, version, summary, service } = contract;
      const { rejections } = contract as { readonly rejections?: readonly string[] };
      return {
        kind: 'command',
        ...{ type, version, summary, service, samples: samplesOf(type) },
        ...(rejections === undefined ? {} : { rejections }),
        senders: wiring.sends
          .filter((send) => send.type === type)
          .map(({ service: sender, by }) => ({ service: sender, by })),
      };
    }),
  };
}

function consumersOf(
  type: string,
  { rules }: Wiring,
  { root, stage, registry }: CatalogueSources,
): readonly Consumer[] {
  const commands = new Set(registry.commands.map(({ contract }) => contract.type));
  return rules
    .filter(({ takes }) => takes.includes(type))
    .map(({ rule, makes, isForEveryEvent }: WiredRule) => {
      const command = makes.find((made) => commands.has(made));
      return {
        service: rule.service,
        rule: rule.name.replace(`tradepost-${stage}-`, ''),
        ...(command === undefined ? {} : { command }),
        reason: reasonOfRule(root, rule.service, rule.logicalId),
        isForEveryEvent,
      };
    });
}
