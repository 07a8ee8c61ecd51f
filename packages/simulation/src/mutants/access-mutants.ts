import { inSource } from './mutant.ts';

const THEIRS = 'nobody reads or changes an order that is not theirs';

/** Bugs of access: who may call a route, and which orders a caller reaches. */
export const accessMutants = [
  inSource('a route has no scope', 'a token without the scope is rejected', {
    in: 'packages/lambda toAllowedCaller',
    find: "if (!$caller.can($_)) throw new HttpProblem('FORBIDDEN', $_);",
    replace: '',
  }),
  inSource('a token of another pool is accepted', 'a token without the scope is rejected', {
    in: 'packages/lambda toAccessToken',
    find: "$issuer === undefined || $iss !== $issuer || $use !== 'access'",
    replace: "$issuer === undefined || $iss === undefined || $use !== 'access'",
  }),
  inSource('an ID token is accepted', 'a token without the scope is rejected', {
    in: 'packages/lambda toAccessToken',
    find: "$issuer === undefined || $iss !== $issuer || $_use !== 'access'",
    replace: '$issuer === undefined || $iss !== $issuer',
  }),
  inSource("a customer's order is read by its id alone", THEIRS, {
    in: 'services/orders getMyOrder',
    find: '!mayReach($_, $state)',
    replace: "$state.status === 'none'",
  }),
  inSource("a customer's order is cancelled by its id alone", THEIRS, {
    in: 'services/orders cancelReached',
    find: '!mayReach($_, $known.state)',
    replace: "$known.state.status === 'none'",
  }),
  inSource('a customer lists the orders of all', THEIRS, {
    in: 'services/orders listMyOrders',
    find: 'readOrderPage($route, $query, { customerId: $_ }, $dependencies)',
    replace: 'readOrderPage($route, $query, {}, $dependencies)',
  }),
  inSource("a guest's order is reached with the token of another order", THEIRS, {
    in: 'services/orders readGuestOrder',
    find: '$isValid ? $found : undefined',
    replace: '$found',
  }),
  inSource('a revoked order token is accepted', THEIRS, {
    in: 'services/orders readGuestOrder',
    find: '{ orderId: $orderId, epoch: $_epoch, placedAt: $placedAt }',
    replace: '{ orderId: $orderId, epoch: 0, placedAt: $placedAt }',
  }),
  inSource('the reach of a machine is ignored', THEIRS, {
    in: 'services/orders mayReach',
    find: "$reader.reach === 'all' || $_",
    replace: 'true',
  }),
  inSource('a machine lists the orders of all', THEIRS, {
    in: 'services/orders listOrders',
    find: "$caller.kind === 'machine' && $caller.reach === 'own'",
    replace: 'false',
  }),
  inSource(
    'the sign-in of a person who cancels a captured order is not checked',
    'a person who cancels a captured order has signed in recently',
    {
      in: 'services/orders cancelOrder',
      find: 'isRecent($$$_)',
      replace: 'true',
    },
  ),
  inSource('the key of a guest is not bound to the address', THEIRS, {
    in: 'services/orders placeGuestOrder',
    find: 'normaliseEmail($_)',
    replace: "'guest'",
  }),
];
