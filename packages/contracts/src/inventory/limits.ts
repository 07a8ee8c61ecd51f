/** Location if a request has none. */
export const DEFAULT_LOCATION = 'main';

/** Maximum number of dispatches of one reservation, whose ids are stored with it. */
export const MAX_DISPATCHES = 200;

/** Maximum number of SKUs and locations of one dispatch: one transaction has them all. */
export const MAX_ALLOCATIONS_OF_DISPATCH = 99;

/** Maximum number of shortages in a rejection, so that it always fits into a message. */
export const MAX_SHORTAGES = 20;
