import { API_KEY_ID, CANCELLED_AT, CORRELATION_ID, CREATED_AT, OTHER_API_KEY_ID } from '../example-data.ts';
import { exampleFor } from '../example-for.ts';
import type { ApiKey } from './model.ts';
import * as routes from './routes.ts';

const params = { apiKeyId: API_KEY_ID };
const ISSUED_BY = '8f14e45f-ceea-467f-a0d6-3b1a6c2f7d10';
const VALUE = 'aBcD1234eFgH5678iJkL9012mNoP3456qRsT7890';
const KEY: ApiKey = {
  id: API_KEY_ID,
  partner: 'Mug Comparison Ltd',
  status: 'active',
  issuedAt: CREATED_AT,
  issuedBy: ISSUED_BY,
};

export const issueApiKey = exampleFor(routes.issueApiKey, {
  body: { partner: KEY.partner },
  answer: { ...KEY, value: VALUE },
});

export const listApiKeys = exampleFor(routes.listApiKeys, {
  query: { limit: '20' },
  answer: { items: [KEY] },
});

export const getApiKey = exampleFor(routes.getApiKey, { params, answer: KEY });

export const rotateApiKey = exampleFor(routes.rotateApiKey, {
  params,
  body: { overlapHours: 168 },
  answer: { ...KEY, id: OTHER_API_KEY_ID, replaces: API_KEY_ID, issuedAt: CANCELLED_AT, value: VALUE },
});

export const revokeApiKey = exampleFor(routes.revokeApiKey, {
  params,
  body: { reason: 'The partner has left.' },
  answer: {
    ...KEY,
    status: 'revoked',
    replacedBy: OTHER_API_KEY_ID,
    revokeAt: CANCELLED_AT,
    revokedBy: ISSUED_BY,
    revokedAt: CANCELLED_AT,
  },
});

export const getApiKeyUsage = exampleFor(routes.getApiKeyUsage, {
  params,
  query: { from: '2026-03-01', to: '2026-03-02' },
  answer: {
    items: [
      { day: '2026-03-01', requests: 1_204, remaining: 48_796 },
      { day: '2026-03-02', requests: 0, remaining: 50_000 },
    ],
  },
});

export const listApiKeyChanges = exampleFor(routes.listApiKeyChanges, {
  params,
  query: { limit: '20' },
  answer: {
    items: [
      {
        id: '01JD3XK8WQ4N6T2B9V5M7R0C1E',
        type: 'ApiKeyIssued',
        at: CREATED_AT,
        by: ISSUED_BY,
        correlationId: CORRELATION_ID,
      },
    ],
  },
});
