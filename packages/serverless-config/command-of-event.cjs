/**
 * The input transformer of a rule that turns events into a command of the service itself. All of it follows from the
 * committed snapshot of the contracts: the envelope, and the data. Each field of the command's data has the value of the
 * event's field with the same name.
 */
const commands = require('../contracts/snapshot/commands.json');
const events = require('../contracts/snapshot/events.json');

/**
 * @param domain  the service: its `custom.domain`
 * @param types   of the events
 * @param type    of the command, as `VoidPayment`
 * @returns `InputTransformer` of an EventBridge target
 * @throws Error if the service has no such command, or an event lacks a required field of its data
 */
exports.commandOfEvent = (domain, types, type) => {
  const contract = commands[type];
  if (contract?.service !== domain)
    throw new Error(
      `resources/rules.yml: ${domain} has no command ${type}. A new contract needs pnpm generate contracts`,
    );
  const fields = fieldsOf(type, contract.data, types);
  const paths = {
    eventId: '$.detail.id',
    time: '$.detail.time',
    correlationId: '$.detail.correlationid',
    ...Object.fromEntries(fields.map((name) => [name, `$.detail.data.${name}`])),
  };
  const envelope = {
    specversion: '"1.0"',
    id: `"<eventId>/${type}"`,
    source: `"tradepost.${domain}"`,
    type: `"${type}"`,
    subject: `<${contract.subject}>`,
    time: '<time>',
    datacontenttype: '"application/json"',
    dataschema: `"urn:tradepost:schema:${type}:${contract.version}"`,
    correlationid: '<correlationId>',
    causationid: '<eventId>',
    data: toTemplate(Object.fromEntries(fields.map((name) => [name, `<${name}>`]))),
  };
  return { InputPathsMap: paths, InputTemplate: toTemplate(envelope) };
};

/** The fields of the command's data that every event has. A path without a value would make the template invalid. */
function fieldsOf(type, { properties, required = [] }, types) {
  const inEvents = (name) => types.every((each) => events[each]?.data.required?.includes(name));
  const missing = required.filter((name) => !inEvents(name));
  if (missing.length > 0)
    throw new Error(
      `resources/rules.yml: ${type} needs ${missing.join(', ')}, which not all of ${types.join(', ')} have`,
    );
  return Object.keys(properties).filter(inEvents);
}

/** EventBridge replaces `<name>` with the value as JSON, and within quotes with its text. */
function toTemplate(members) {
  return `{${Object.entries(members)
    .map(([name, value]) => `"${name}": ${value}`)
    .join(', ')}}`;
}
