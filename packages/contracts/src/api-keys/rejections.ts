import type { Problems } from '../rejection.ts';

export const apiKeyProblems = {
  API_KEY_NOT_FOUND: { status: 404, title: 'There is no such API key' },
  API_KEY_REVOKED: { status: 409, title: 'The API key is revoked' },
  API_KEY_REPLACED: { status: 409, title: 'The API key has a replacement already' },
} as const satisfies Problems;
