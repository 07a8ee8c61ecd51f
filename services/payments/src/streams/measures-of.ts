import type { CloudEvent } from '@tradepost/contracts/cloud-event';
import { type Measure, one } from '@tradepost/lambda/metrics';

/** Business metrics that an event counts towards. */
export function measuresOf({ type }: CloudEvent): readonly Measure[] {
  switch (type) {
    case 'PaymentDeclined':
      return [one('AuthorizationsDeclined')];
    case 'PaymentVoided':
      return [one('PaymentsVoided')];
    case 'PaymentRefunded':
      return [one('PaymentsRefunded')];
    default:
      return [];
  }
}
