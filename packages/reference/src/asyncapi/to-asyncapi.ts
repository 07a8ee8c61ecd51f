import { describeService } from '../describe-service.ts';
import { createSchemas, type JsonSchema } from '../json-schema.ts';
import { channelsOf } from './channels.ts';
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
  /** Service whose operations, channels and messages the document has. Defaults to all services. */
  readonly service?: string;
  /** Hosts of servers that are not AWS's own. */
  readonly hosts?: Hosts;
};

/**
 * Creates the AsyncAPI document of the messages between services from contracts and compiled templates: events on the bus,
 * commands and their replies, and every inbox and dead-letter queue. The examples are the committed samples. AsyncAPI
 * has no binding for EventBridge and Lambda; `x-eventbridge` and `x-lambda` replace it.
 *
 * @param sources contracts, samples and templates; `LocalCloud.description` describes the templates
 * @throws if a rule in the templates is invalid
 */
export function toAsyncApi(sources: WiringSources, options: AsyncApiOptions = {}): AsyncApiDocument {
  const { service, hosts = {} } = options;
  const wiring = wiringOf(sources);
  const channels = channelsOf(wiring, sources);
  const isWanted = (each: { readonly service: string }) => service === undefined || each.service === service;
  const operations = operationsOf(wiring, channels, sources).filter(isWanted);

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
    servers: toServers(new Set(operations.map(({ channel }) => channel.server)), hosts),
    channels: toChannels(operations, sources.stage),
    operations: Object.fromEntries(operations.map((operation) => [operation.id, toOperation(operation)])),
    components: {
      messages,
      schemas: { CloudEvent: cloudEvent, ...schemas.components() },
      correlationIds: CORRELATION_IDS,
      securitySchemes: SECURITY_SCHEMES,
    },
  });
}

/** Keeps only contracts whose messages are used, so that the document has no unused schemas. */
function narrowed(sources: WiringSources, used: ReadonlySet<string>): WiringSources {
  const { events, commands } = sources.registry;
  const registry = {
    events: events.filter(({ contract }) => used.has(contract.type)),
    commands: commands.filter(({ contract }) => used.has(contract.type)),
  };
  return { ...sources, registry: { ...sources.registry, ...registry } };
}

function toInfo(
  service: string | undefined,
  operations: readonly Operation[],
  unconsumedTypes: readonly string[],
) {
  const services = [...new Set(operations.map((operation) => operation.service))].toSorted();
  const published = new Set(operations.filter(({ channel }) => channel.id === 'bus').flatMap(messagesIn));
  return {
    title: service === undefined ? 'Tradepost' : `Tradepost ${service}`,
    version: '1.0.0',
    description: RULES,
    license: { name: 'Apache 2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    tags: services.map((name) => ({ name, description: describeService(name) })),
    'x-events-for-the-log-alone': unconsumedTypes.filter((type) => published.has(type)),
  };
}

const RULES = `Every message is a CloudEvent 1.0 in JSON. Events go over the event bus. Commands go to the inbox of the service that
executes them, or to its command function, which returns a reply. A message may be delivered more than once, and not in the
order in which it was sent: consumers deduplicate by \`id\` or by a business key. Contracts change only by addition;
consumers ignore fields that they do not know.

The examples are samples from the code of the services. AsyncAPI has no bindings for EventBridge and Lambda:
\`x-eventbridge\` has the bus, the rules and the attributes of an entry, \`x-lambda\` the functions and their event sources.
\`x-events-for-the-log-alone\` lists the events that have no consumer yet except the event archive.`;

function toChannels(operations: readonly Operation[], stage: string) {
  const channels = new Map(operations.map(({ channel }) => [channel.id, channel]));
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
            stage: { default: stage, description: 'Stage of the deployment, such as `dev` or `prod`.' },
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
