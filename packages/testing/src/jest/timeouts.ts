/** Time limit of a test or hook: it may package services and start engines, beside other tests on a busy machine. */
export const TEST_TIMEOUT_MS = 300_000;
