import { awsError } from './aws-error.ts';
import { createJsonApi } from './json-api.ts';

const api = createJsonApi<{ readonly name?: string }>('Jars', {
  GetJar: async ({ name = '' }) => {
    if (name === 'missing') throw awsError('JarNotFound', 'There is no such jar');
    if (name === 'broken') throw new Error('disk full');
    return { name };
  },
});
const call = async (operation: string, body: string) => {
  const answer = await api({ headers: { 'x-amz-target': `Jars_1.${operation}` }, body: Buffer.from(body) });
  return { ...answer, json: JSON.parse(answer.body) as unknown };
};

describe('createJsonApi', () => {
  it('returns the output of the operation', async () => {
    expect(await call('GetJar', '{"name":"holidays"}')).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': expect.any(String) },
      json: { name: 'holidays' },
    });
  });

  it('treats an empty body as an empty object', async () => {
    expect(await call('GetJar', '')).toMatchObject({ status: 200, json: { name: '' } });
  });

  it.each(['{', 'null', '"text"', '5', '[]'])(
    'answers 400 SerializationException to the body %s',
    async (body) => {
      expect(await call('GetJar', body)).toMatchObject({
        status: 400,
        headers: { 'x-amzn-errortype': 'SerializationException' },
        json: { __type: 'SerializationException', message: 'The request body is not a JSON object' },
      });
    },
  );

  it.each(['GetBox', 'constructor', 'toString', ''])(
    'answers 400 UnknownOperationException to the operation "%s"',
    async (operation) => {
      expect(await call(operation, '{}')).toMatchObject({
        status: 400,
        json: { __type: 'UnknownOperationException' },
      });
    },
  );

  it('returns the error that an operation throws', async () => {
    expect(await call('GetJar', '{"name":"missing"}')).toMatchObject({
      status: 400,
      json: { __type: 'JarNotFound', message: 'There is no such jar' },
    });
  });

  it('rejects with any other error', async () => {
    await expect(call('GetJar', '{"name":"broken"}')).rejects.toThrow('disk full');
  });
});
