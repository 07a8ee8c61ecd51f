/** Location if a request has none. */
export const DEFAULT_LOCATION = 'main';

/** Maximum number of shortages in a rejection, so that it always fits into a message. */
export const MAX_SHORTAGES = 20;
