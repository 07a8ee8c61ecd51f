import type { Catalogue, CommandEntry, EventEntry } from './catalogue.ts';

/** Returns the page of the catalogue that lists all events and commands. */
export function describeCatalogue({ events, commands }: Catalogue): string {
  return `# Event catalogue

This catalogue is generated from the contracts, the compiled templates, and the comments above the rules. The AsyncAPI document of a
running Tradepost, \`/reference/asyncapi.json\`, describes the same messages with their schemas.

Every message is a CloudEvent in JSON, with a correlation id that all messages of one request share, and a causation id. Contracts
change only by addition: ignore fields that you do not know.

## Events

${events
  .map(({ service }) => service)
  .filter((service, index, all) => all.indexOf(service) === index)
  .map(
    (service) => `### Events of ${service}

| event | summary | consumers |
| --- | --- | --- |
${events
  .filter((event) => event.service === service)
  .map((event) => `| ${linkTo(event.type)} | ${cell(event.summary)} | ${servicesOf(event)} |`)
  .join('\n')}`,
  )
  .join('\n\n')}

The event archive gets every event and is not listed.

## Commands

| command | service | summary | sent by |
| --- | --- | --- | --- |
${commands
  .map(
    (command) =>
      `| ${linkTo(command.type)} | ${serviceLink(command.service)} | ${cell(command.summary)} | ${
        unique(command.senders.map(({ service }) => service)).join(', ') || 'other systems'
      } |`,
  )
  .join('\n')}

A command has two entry points: the function \`tradepost-{stage}-{service}-commands\`, which returns a reply, and the SQS queue of the same
name, which has retries and a dead-letter queue.
`;
}

/** Returns the page of one event or command. */
export function describeMessage(entry: EventEntry | CommandEntry): string {
  const { type, version, summary, samples } = entry;
  const examples = samples.map(
    ({ name, message }) => `### ${name}\n\n\`\`\`json\n${JSON.stringify(message, null, 2)}\n\`\`\``,
  );
  return `# ${type}

${summary}

${entry.kind === 'event' ? describeEvent(entry) : describeCommand(entry)}

## Examples

As sent, in version ${version} of the contract. Specs of the sender create these files, and specs of the consumers accept them.

${examples.join('\n\n')}
`;
}

function describeEvent({ service, consumers }: EventEntry): string {
  const lines = consumers.map(({ service: consumer, rule, command, reason }) => {
    const form = command === undefined ? '' : `, as the command ${linkTo(command)}`;
    return `- **${serviceLink(consumer)}**${form}. ${reason} The rule is \`${rule}\`.`;
  });
  return `**Event**, published by ${serviceLink(service)}.

## Consumers

${lines.join('\n')}

The name of a rule is also that of the consumer in [replays](/operating#replays): \`pnpm tradepost replay --consumer NAME\`.`;
}

function describeCommand({ service, senders, rejections }: CommandEntry): string {
  const rows = senders.map((sender) => `| ${serviceLink(sender.service)} | ${cell(sender.by)} |`);
  const sent =
    rows.length === 0
      ? 'No service of this repository sends it yet. Other systems may send it to the inbox.'
      : `| service | by |\n| --- | --- |\n${rows.join('\n')}`;
  const codes =
    rejections?.map((code) => `- \`${code}\``).join('\n') || 'None: the command is never rejected.';
  return `**Command**, executed by ${serviceLink(service)}.

## Senders

${sent}${rejections === undefined ? '' : `\n\n## Rejections\n\n${codes}`}`;
}

function servicesOf({ consumers }: EventEntry): string {
  const services = consumers
    .filter(({ isForEveryEvent }) => !isForEveryEvent)
    .map(({ service, command }) => (command === undefined ? service : `${service} (${command})`));
  return unique(services).join(', ') || '–';
}

/** Path of a message's page within the site. */
export function pathOfMessage(type: string): string {
  return `messages/${type}`;
}

function linkTo(type: string): string {
  return `[\`${type}\`](/${pathOfMessage(type)})`;
}

function serviceLink(service: string): string {
  return `[${service}](/services/${service})`;
}

/** Text in a cell of a Markdown table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
