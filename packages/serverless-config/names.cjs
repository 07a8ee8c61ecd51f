/**
 * Every name that more than one service has to know follows from stage and service, so that the services can be
 * deployed in any order. The first argument of `queueName` is what `factsOf` returns.
 */
const queueName = ({ stage, domain }, name) => `tradepost-${stage}-${domain}-${kebab(name)}`;
const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const kebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The stage and the `custom.domain` of the service that includes a fragment. */
async function factsOf(resolveVariable) {
  return { stage: await resolveVariable('sls:stage'), domain: await resolveVariable('self:custom.domain') };
}

module.exports = { factsOf, kebab, pascal, queueName };
