import type { Command } from '@tradepost/aggregate/aggregate';
import type { CustomerEvent, CustomerState } from './customer-shapes.ts';

/** Removes a profile. Nothing is left of it but its id and the time. */
export const eraseCustomer = (): Command<CustomerState, CustomerEvent> => (customer) =>
  customer.status === 'registered' ? { events: [{ type: 'CustomerErased' }] } : { events: [] };
