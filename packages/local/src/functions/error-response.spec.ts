import { correctErrorResponse } from './error-response.ts';

describe('When a function throws', () => {
  it('tells the caller of an HTTP API nothing of the error', () => {
    const response = {
      statusCode: 200,
      source: '{"errorMessage":"it broke","errorType":"RangeError","stackTrace":["at a"]}',
    };
    correctErrorResponse(response);
    expect(response).toEqual({ statusCode: 500, source: '{"message":"Internal Server Error"}' });
  });

  it('gives the caller of a REST API a body', () => {
    const response = { statusCode: 504, source: null };
    correctErrorResponse(response);
    expect(response).toEqual({ statusCode: 502, source: '{"message":"Internal Server Error"}' });
  });
});

describe('When a function answers', () => {
  it.each([
    ['a success', { statusCode: 200, source: '{"id":"1"}' }],
    ['an error of its own', { statusCode: 503, source: '{"code":"LATER"}' }],
    ['a body that only looks like an error', { statusCode: 200, source: '{"errorMessage":"none"}' }],
    ['nothing', { statusCode: 204, source: null }],
  ])('leaves %s alone', (_, response) => {
    const before = { ...response };
    correctErrorResponse(response);
    expect(response).toEqual(before);
  });
});
