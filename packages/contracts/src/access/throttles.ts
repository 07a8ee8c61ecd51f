/**
 * Kinds of limits of single routes, for all callers together, with the reason for each. The stage parameter `routeThrottles`
 * has the requests per second and the burst of each kind. All other routes have the limit of their API (`apiThrottle`).
 */
export const THROTTLES = {
  placing: 'Each request starts a workflow, which calls some ten functions.',
  guests: 'Callers without a sign-in may try order tokens, cards and addresses.',
  mail: 'Each request may send an e-mail.',
  logs: 'Each request may query CloudWatch Logs, which allows few queries at once.',
  queues: 'Each request receives messages of every dead-letter queue.',
  lists: 'A request without a token reads up to a megabyte, or up to 100 partitions.',
  feeds: 'A request reads a page of up to a megabyte. Each API key has a limit of its own beside it.',
  keys: 'Each request calls the control plane of API Gateway, whose limits are those of the whole account.',
} as const;

/** Kind of the limit of a route. */
export type Throttle = keyof typeof THROTTLES;
