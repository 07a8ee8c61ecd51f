const REMAINING_MS = 10_000;

/** Lambda's context object, with the request id `request-1`. */
export function toContext(functionName = 'a-function') {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    memoryLimitInMB: '512',
    awsRequestId: 'request-1',
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'a-stream',
    getRemainingTimeInMillis: () => REMAINING_MS,
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}
