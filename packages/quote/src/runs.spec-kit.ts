const DEFAULT_RUNS = 300;

/** Number of carts of each property. `FAST_CHECK_RUNS=100000` tries 100,000, with another seed each time. */
export const RUNS = Number(process.env['FAST_CHECK_RUNS'] ?? DEFAULT_RUNS);

/** Parameters of fast-check. */
export const PARAMETERS = { numRuns: RUNS, ...(RUNS === DEFAULT_RUNS && { seed: 20_260_101 }) };

export const SPEC_TIMEOUT_MS = 120_000 + RUNS * 20;
