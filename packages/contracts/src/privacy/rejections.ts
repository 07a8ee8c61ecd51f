import type { Problems } from '../rejection.ts';

export const privacyProblems = {
  PRIVACY_REQUEST_NOT_FOUND: { status: 404, title: 'There is no such privacy request' },
  LEGAL_HOLD_NOT_FOUND: { status: 404, title: 'There is no legal hold on this customer' },
  PRIVACY_REQUEST_NOT_AWAITING_APPROVAL: {
    status: 409,
    title: 'The privacy request needs no approval, or has it',
  },
  EXPORT_NOT_READY: { status: 409, title: 'The request is no export, or the export is not complete yet' },
  EXPORT_NO_LONGER_AVAILABLE: {
    status: 410,
    title: 'The export can be downloaded for 24 hours: request a new one',
  },
} as const satisfies Problems;
