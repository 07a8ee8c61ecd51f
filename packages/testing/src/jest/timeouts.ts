/** Time limit of a unit test or hook. None waits; the slowest calculate for seconds on a busy machine. */
export const UNIT_TEST_TIMEOUT_MS = 120_000;

/** Time limit of any other test or hook: it may package services and start engines, beside other tests. */
export const TEST_TIMEOUT_MS = 300_000;
