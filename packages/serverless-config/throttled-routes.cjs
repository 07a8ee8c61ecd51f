/**
 * The limits of single routes. The contract of a route names a kind (`throttle`), and the stage parameter `routeThrottles` has
 * the numbers of each kind. `HEAD` costs as much as its `GET`, so it has the same limit.
 */
const routes = require('../contracts/snapshot/routes.json');

/**
 * @param routeThrottles `{kind: {ratePerSecond, burst}}`
 * @param isWanted takes the entry of a route in the snapshot; false leaves the route out
 * @returns `[{method, path, throttle: {ratePerSecond, burst}}]`
 * @throws Error if a kind has no numbers
 */
exports.throttledRoutes = (routeThrottles, isWanted) =>
  Object.entries(routes)
    .filter(([, contract]) => contract.throttle !== undefined && isWanted(contract))
    .flatMap(([route, { throttle: kind }]) => {
      const throttle = routeThrottles[kind];
      if (throttle === undefined)
        throw new Error(
          `routeThrottles: ${route} has the throttle ${kind}, which has no numbers in stages.yml`,
        );
      const [method, path] = route.split(' ');
      const methods = method === 'GET' ? ['GET', 'HEAD'] : [method];
      return methods.map((each) => ({ method: each, path, throttle }));
    });
