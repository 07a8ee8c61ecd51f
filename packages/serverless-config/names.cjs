/**
 * Every name that more than one service has to know follows from stage and service, so that the services can be
 * deployed in any order.
 */

/**
 * The name of a resource: `tradepost-dev-orders-events`.
 *
 * @param facts what `factsOf` returns
 * @param name  of the resource in the service, in camel case or kebab case
 */
const resourceName = ({ stage, domain }, name) => `tradepost-${stage}-${domain}-${kebab(name)}`;
/** `placeOrder` is `PlaceOrder`. */
const pascal = (name) => name.charAt(0).toUpperCase() + name.slice(1);
/** `placeOrder` and `PlaceOrder` are `place-order`. */
const kebab = (name) =>
  name.replace(/[A-Z]/g, (letter, place) => `${place === 0 ? '' : '-'}${letter.toLowerCase()}`);
/** `place-order` is `placeOrder`. */
const camel = (name) => name.replace(/-(\w)/g, (_all, letter) => letter.toUpperCase());

/** The stage and the `custom.domain` of the service that includes a fragment: `{stage, domain}`. */
async function factsOf(resolveVariable) {
  return { stage: await resolveVariable('sls:stage'), domain: await resolveVariable('self:custom.domain') };
}

module.exports = { camel, factsOf, kebab, pascal, resourceName };
