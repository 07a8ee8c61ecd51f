import { correctErrorResponse } from './error-response.ts';

describe('correctErrorResponse for a function that throws', () => {
  it('hides the error from the caller of an HTTP API', () => {
    const response = {
      statusCode: 200,
      source: '{"errorMessage":"it broke","errorType":"RangeError","stackTrace":["at a"]}',
    };
    correctErrorResponse(response);
    expect(response).toEqual({ statusCode: 500, source: '{"message":"Internal Server Error"}' });
  });

  it('adds a body for the caller of a REST API', () => {
    const response = { statusCode: 504, source: null };
    correctErrorResponse(response);
    expect(response).toEqual({ statusCode: 502, source: '{"message":"Internal Server Error"}' });
  });
});

describe('correctErrorResponse for a function that returns', () => {
  it.each([
    ['a success', { statusCode: 200, source: '{"id":"1"}' }],
    ['an error of its own', { statusCode: 503, source: '{"code":"LATER"}' }],
    ['a body that only looks like an error', { statusCode: 200, source: '{"errorMessage":"none"}' }],
    ['nothing', { statusCode: 204, source: null }],
  ])('does not change %s', (_, response) => {
    const before = { ...response };
    correctErrorResponse(response);
    expect(response).toEqual(before);
  });
});
