/** Dashboard of the services' business metrics (namespace `Tradepost/{stage}`). */
const { chart, dashboard } = require('../../../packages/serverless-config/dashboard.cjs');

module.exports = async ({ resolveVariable }) => {
  if (!(await resolveVariable('param:dashboards'))) return { Resources: {} };
  const stage = await resolveVariable('sls:stage');
  const of = (service, ...metrics) =>
    metrics.map((metric) => [`Tradepost/${stage}`, metric, 'service', service]);
  // A search has a line for each value of the last dimension, so a new service or reason needs no change here.
  const by = (dimensions, ...metrics) => [
    [
      {
        expression: `SEARCH('{Tradepost/${stage},${dimensions}} MetricName=("${metrics.join('" OR "')}")', 'Sum', 300)`,
        label: '',
        id: 'all',
      },
    ],
  ];
  const charts = [
    chart(
      'Orders',
      of('orders', 'OrdersPlaced', 'OrdersConfirmed', 'OrdersRejected', 'OrdersCancelled'),
      'Sum',
    ),
    chart('Rejected, by reason', by('service,reason', 'OrdersRejected'), 'Sum'),
    chart('From placed to confirmed (ms), p95', of('orders', 'TimeToConfirm'), 'p95'),
    chart('Oldest pending order (s)', of('orders', 'OldestPendingOrderAge'), 'Maximum'),
    chart('Reservations rejected', of('inventory', 'ReservationsRefused'), 'Sum'),
    chart('Authorizations declined', of('payments', 'AuthorizationsDeclined'), 'Sum'),
    chart('Compensations', [...of('inventory', 'StockReleased'), ...of('payments', 'PaymentsVoided')], 'Sum'),
    chart('Dead-letter messages', by('service', 'DeadLetters'), 'Sum'),
    chart(
      'Requests refused, by API',
      by('service,api', 'RequestsUnauthorized', 'RequestsForbidden', 'RequestsThrottled'),
      'Sum',
    ),
  ];
  return { Resources: { BusinessDashboard: dashboard(`tradepost-${stage}-business`, charts) } };
};
