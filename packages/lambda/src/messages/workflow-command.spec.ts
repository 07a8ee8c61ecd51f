import { toCommandEvent } from './workflow-command.ts';

const RECEIVED_AT = '2026-01-05T09:30:00.000Z';
const contract = { type: 'FillJar', version: 2, subject: 'jarId' };
const cause = { id: 'jar-1/0/0', source: 'tradepost.jars', correlationid: 'cor_1', executionid: 'run-1' };
const payload = { command: 'FillJar', cause, data: { jarId: 'jar-1' } };

describe('toCommandEvent', () => {
  it('derives the envelope from the contract, the cause and the data', () => {
    expect(toCommandEvent(contract, payload, RECEIVED_AT)).toEqual({
      specversion: '1.0',
      id: 'jar-1/0/0/FillJar',
      source: 'tradepost.jars',
      type: 'FillJar',
      subject: 'jar-1',
      time: RECEIVED_AT,
      datacontenttype: 'application/json',
      dataschema: 'urn:tradepost:schema:FillJar:2',
      correlationid: 'cor_1',
      causationid: 'jar-1/0/0',
      executionid: 'run-1',
      data: { jarId: 'jar-1' },
    });
  });

  it('gives a repeated step the same id', () => {
    const { id } = toCommandEvent(contract, payload, RECEIVED_AT);
    expect(toCommandEvent(contract, payload, '2026-01-05T09:31:00.000Z').id).toBe(id);
  });

  it.each([
    ['an id of its cause', { ...payload, cause: { ...cause, id: '' } }, '#/cause/id'],
    [
      'a correlation id',
      { ...payload, cause: { ...cause, correlationid: undefined } },
      '#/cause/correlationid',
    ],
    ['data', { ...payload, data: undefined }, '#/subject'],
  ])('throws a ValidationError without %s', (_what, wrong, pointer) => {
    expect(() => toCommandEvent(contract, wrong as typeof payload, RECEIVED_AT)).toThrow(pointer);
  });
});
