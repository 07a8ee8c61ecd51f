/** Time limit of a test or hook. It stops a test that waits for something that never happens, and is no measure of speed. */
export const TEST_TIMEOUT_MS = 600_000;
