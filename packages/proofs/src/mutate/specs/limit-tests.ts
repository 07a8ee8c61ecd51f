// Loaded once in the process that runs specs: a test has a time limit, and a file ends at its first failure.
import '@tradepost/testing/jest/limit-time';
import '@tradepost/testing/jest/end-at-failure';
