/**
 * Every name that more than one service has to know follows from stage and service, so that the services can be
 * deployed in any order. `fact` is a service's `custom.domain` and its stage.
 */
const queueName = ({ stage, domain }, name) => `tradepost-${stage}-${domain}-${kebab(name)}`;
const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What a fragment needs to know of the service that includes it. */
async function factsOf(resolveVariable) {
  return { stage: await resolveVariable('sls:stage'), domain: await resolveVariable('self:custom.domain') };
}

module.exports = { factsOf, kebab, pascal, queueName };
