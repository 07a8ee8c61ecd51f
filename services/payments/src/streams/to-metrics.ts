import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { count, type Metric } from '@tradepost/lambda/log/metrics';

/** Business metrics that an event counts towards. */
export function toMetrics({ type }: CloudEvent): readonly Metric[] {
  switch (type) {
    case 'PaymentDeclined':
      return [count('AuthorizationsDeclined')];
    case 'PaymentVoided':
      return [count('PaymentsVoided')];
    case 'PaymentRefunded':
      return [count('PaymentsRefunded')];
    default:
      return [];
  }
}
