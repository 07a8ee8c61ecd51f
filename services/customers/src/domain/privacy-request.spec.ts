import { createRequest, isOpen, rejectApproval, withoutPerson } from './privacy-request.ts';

const NOW = { nowMs: Date.parse('2026-03-01T09:00:00.000Z'), deadlineDays: 30 };
const byStaff = createRequest(
  {
    id: 'prq_1',
    kind: 'erasure',
    customerId: 'cus_1',
    requestedBy: 'staff',
    requesterId: 'per_1',
    correlationId: 'cor_1',
  },
  NOW,
);
const byCustomer = createRequest(
  {
    id: 'prq_2',
    kind: 'erasure',
    customerId: 'cus_1',
    accountId: 'acc_1',
    requestedBy: 'customer',
    requesterId: 'cus_1',
    correlationId: 'cor_2',
  },
  NOW,
);

describe('createRequest', () => {
  it('lets an erasure by staff wait for an approval, and starts everything else', () => {
    expect(byStaff.status).toBe('awaitingApproval');
    expect(byCustomer.status).toBe('running');
    expect(createRequest({ ...byStaff, kind: 'export' }, NOW).status).toBe('running');
  });

  it('is due after the deadline', () => {
    expect(byStaff.dueAt).toBe('2026-03-31T09:00:00.000Z');
  });
});

describe('rejectApproval', () => {
  it('allows another person, and a repeat by the one who approved', () => {
    expect(rejectApproval(byStaff, 'per_2')).toBeUndefined();
    const approved = { ...byStaff, status: 'running' as const, approvedBy: 'per_2' };
    expect(rejectApproval(approved, 'per_2')).toBeUndefined();
    expect(rejectApproval(approved, 'per_3')).toEqual({ code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL' });
    expect(rejectApproval({ ...approved, status: 'completed' }, 'per_2')).toEqual({
      code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL',
    });
  });

  it('rejects the person who requested it, and requests of customers', () => {
    expect(rejectApproval(byStaff, 'per_1')).toEqual({ code: 'SECOND_PERSON_REQUIRED' });
    expect(rejectApproval(byCustomer, 'per_1')).toEqual({ code: 'PRIVACY_REQUEST_NOT_AWAITING_APPROVAL' });
  });
});

describe('withoutPerson', () => {
  it('keeps the person of staff, and nothing about the customer', () => {
    expect(withoutPerson(byStaff)).toMatchObject({ requesterId: 'per_1' });
    expect(JSON.stringify([withoutPerson(byStaff), withoutPerson(byCustomer)])).not.toMatch(/cus_|acc_/);
  });
});

describe('isOpen', () => {
  it.each(['awaitingApproval', 'running', 'held'] as const)('is true for %s', (status) => {
    expect(isOpen({ status })).toBe(true);
  });

  it.each(['completed', 'failed'] as const)('is false for %s', (status) => {
    expect(isOpen({ status })).toBe(false);
  });
});
