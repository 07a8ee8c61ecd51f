/**
 * The types of events that each service may publish, from the committed snapshot of the contracts
 * (`pnpm generate contracts` writes it, `pnpm check contracts` holds it to the contracts).
 */
const events = require('../contracts/snapshot/events.json');

/** Takes a service's `custom.domain`; returns the source of its events and their types. */
function publishedBy(domain) {
  const source = `tradepost.${domain}`;
  const types = Object.keys(events).filter((type) => events[type].source === source);
  return { source, types: types.sort() };
}

module.exports = { publishedBy };
