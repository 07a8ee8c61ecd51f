import { describeService } from '../describe-service.ts';
import { createSchemas, type JsonSchema } from '../json-schema.ts';
import { type Channel, channelsOf } from './channels.ts';
import { CORRELATION_IDS, envelope, messagesOf, unconsumed } from './messages.ts';
import { type Operation, operationsOf, replyOf } from './operations.ts';
import { referencesAlone } from './references-alone.ts';
import { type Hosts, SECURITY_SCHEMES, toServers } from './servers.ts';
import { type WiringSources, wiringOf } from './wiring.ts';

type Named<Value> = Readonly<Record<string, Value>>;
type Json = Named<unknown>;

/** An AsyncAPI 3.0 document. @see https://www.asyncapi.com/docs/reference/specification/v3.0.0 */
export type AsyncApiDocument = {
  readonly asyncapi: '3.0.0';
  readonly id: string;
  readonly info: Json;
  readonly defaultContentType: string;
  readonly servers: Named<Json>;
  readonly channels: Named<Json & { readonly messages: Json }>;
  readonly operations: Named<Json>;
  readonly components: Named<Json> & { readonly schemas: Named<JsonSchema>; readonly messages: Named<Json> };
};

export type AsyncApiOptions = {
  /** Whose operations, with the channels and messages of these; all services' where absent. */
  readonly service?: string;
  /** Of servers that are not AWS's own. */
  readonly hosts?: Hosts;
};

/**
 * Makes the AsyncAPI document of what services say to each other: events on the bus, commands and their replies, and
 * every inbox, topic and dead-letter queue, as contracts and compiled templates have them; the examples are the
 * committed samples. EventBridge and Lambda have no binding in AsyncAPI: `x-eventbridge` and `x-lambda` stand for it.
 *
 * @param sources contracts, samples and templates; `LocalCloud.description` is one of templates
 * @throws where a rule of the templates is not valid
 */
export function toAsyncApi(sources: WiringSources, options: AsyncApiOptions = {}): AsyncApiDocument {
  const { service, hosts = {} } = options;
  const wiring = wiringOf(sources);
  const channels = channelsOf(wiring, sources);
  const isWanted = (each: { readonly service: string }) => service === undefined || each.service === service;
  const operations = operationsOf(wiring, channels, sources).filter(isWanted);
  const topics = sources.description.topics.filter(isWanted).map(channels.ofTopic);

  const schemas = createSchemas(sources.registry, '#/components/schemas');
  const used = new Set(operations.flatMap(messagesIn));
  const messages = Object.fromEntries(
    Object.entries(messagesOf(wiring, narrowed(sources, used), schemas)).filter(([name]) => used.has(name)),
  );
  const cloudEvent = envelope(schemas);
  return referencesAlone({
    asyncapi: '3.0.0',
    id: service === undefined ? 'urn:tradepost' : `urn:tradepost:${service}`,
    info: toInfo(service, operations, unconsumed(sources.registry, wiring)),
    defaultContentType: 'application/json',
    servers: toServers(
      new Set([...operations.map(({ channel }) => channel), ...topics].map(serverOf)),
      hosts,
    ),
    channels: toChannels(operations, topics, sources.stage),
    operations: Object.fromEntries(operations.map((operation) => [operation.id, toOperation(operation)])),
    components: {
      messages,
      schemas: { CloudEvent: cloudEvent, ...schemas.components() },
      correlationIds: CORRELATION_IDS,
      securitySchemes: SECURITY_SCHEMES,
    },
  });
}

function serverOf({ server }: Channel) {
  return server;
}

/** Only the contracts whose messages are used, so that no schema is in the document that nothing refers to. */
function narrowed(sources: WiringSources, used: ReadonlySet<string>): WiringSources {
  const { events, commands } = sources.registry;
  const registry = {
    events: events.filter(({ contract }) => used.has(contract.type)),
    commands: commands.filter(({ contract }) => used.has(contract.type)),
  };
  return { ...sources, registry: { ...sources.registry, ...registry } };
}

function toInfo(service: string | undefined, operations: readonly Operation[], unheard: readonly string[]) {
  const services = [...new Set(operations.map((operation) => operation.service))].toSorted();
  const published = new Set(operations.filter(({ channel }) => channel.id === 'bus').flatMap(messagesIn));
  return {
    title: service === undefined ? 'Tradepost' : `Tradepost ${service}`,
    version: '1.0.0',
    description: RULES,
    license: { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    tags: services.map((name) => ({ name, description: describeService(name) })),
    'x-events-for-the-log-alone': unheard.filter((type) => published.has(type)),
  };
}

const RULES = `Every message is a CloudEvent 1.0 in JSON. Facts go over the event bus, commands into the inbox of the
service that carries them out, or to its command function, which answers. All of them may come more than once, and in
another order than they were sent in: consumers go by the message's \`id\`, or by its business key. Contracts change
only by addition; a reader passes over what it does not know.

The examples are samples that the services' own code made. AsyncAPI has no binding for EventBridge and none for Lambda:
\`x-eventbridge\` has the bus, rules and the entry's attributes, \`x-lambda\` functions and how they read an inbox.
\`x-events-for-the-log-alone\` names the events that nobody takes yet but the event log.`;

function toChannels(operations: readonly Operation[], topics: readonly Channel[], stage: string) {
  const channels = new Map(
    [...operations.map(({ channel }) => channel), ...topics].map((each) => [each.id, each]),
  );
  return Object.fromEntries(
    [...channels.values()].map(({ id, server, ...channel }) => {
      const through = operations.filter((operation) => operation.channel.id === id).flatMap(messagesIn);
      const messages = [...new Set(through)].toSorted();
      return [
        id,
        {
          ...channel,
          servers: [{ $ref: `#/servers/${server}` }],
          messages: Object.fromEntries(
            messages.map((name) => [name, { $ref: `#/components/messages/${name}` }]),
          ),
          parameters: {
            stage: { default: stage, description: 'Which deployment: `dev`, `prod` or any other.' },
          },
        },
      ];
    }),
  );
}

function messagesIn({ messages, isAnswered }: Operation): readonly string[] {
  return isAnswered === true ? [...messages, ...messages.map(replyOf)] : messages;
}

function toOperation({ action, channel, service, summary, messages, isAnswered, bindings }: Operation): Json {
  const at = { $ref: `#/channels/${channel.id}` };
  const inChannel = (name: string) => ({ $ref: `#/channels/${channel.id}/messages/${name}` });
  return {
    action,
    channel: at,
    summary,
    tags: [{ name: service }],
    messages: messages.map(inChannel),
    ...(isAnswered === true
      ? { reply: { channel: at, messages: messages.map(replyOf).map(inChannel) } }
      : {}),
    ...(bindings === undefined ? {} : { bindings }),
  };
}
