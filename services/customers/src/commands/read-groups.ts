import {
  type CustomerGroupsAnswer,
  type CustomerGroupsRequest,
  customerGroupsRequest,
} from '@tradepost/contracts/customers/queries';
import { task } from '@tradepost/lambda/messages/task';
import { type Deps, deps } from '../deps.ts';

export const handler = task(customerGroupsRequest, (request) => readGroups(request, deps()));

/** Returns the groups of a customer. Strongly consistent: a group that was removed is in no later answer. */
export async function readGroups(
  { customerId }: CustomerGroupsRequest,
  { customers }: Pick<Deps, 'customers'>,
): Promise<CustomerGroupsAnswer> {
  const { state } = await customers.load(customerId);
  return { groups: 'groups' in state ? state.groups : [] };
}
