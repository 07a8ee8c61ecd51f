import * as z from 'zod/mini';
import { profileId } from '../fields/identifiers.ts';
import { personal } from '../fields/personal-data.ts';
import { customerGroup } from './model.ts';

/*
 * Query of carts, which invoke a function directly.
 */

/** Request to the function `read-groups`: the customer of a cart, as their access token names them. */
export const customerGroupsRequest = z.object({
  customerId: profileId.check(z.describe('Customer whose groups are read.'), personal('pseudonym')),
});

export type CustomerGroupsRequest = z.infer<typeof customerGroupsRequest>;

/** Answer of the function `read-groups`. */
export const customerGroupsAnswer = z.object({
  groups: z
    .array(customerGroup)
    .check(z.describe('Groups of the customer now; none without a profile, or after an erasure.')),
});

export type CustomerGroupsAnswer = z.infer<typeof customerGroupsAnswer>;
