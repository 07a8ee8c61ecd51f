import type { Command } from '@tradepost/aggregate/aggregate';
import type { CustomerEvent, CustomerState } from './customer.ts';

/** A new customer. The personal data is sealed. */
export type NewCustomer = Omit<Extract<CustomerEvent, { type: 'CustomerRegistered' }>, 'type' | 'at'>;

/** Creates the profile of a customer. One that exists is not changed. */
export const register =
  (created: NewCustomer): Command<CustomerState, CustomerEvent> =>
  (customer) =>
    customer.status === 'none' ? { events: [{ type: 'CustomerRegistered', ...created }] } : { events: [] };
