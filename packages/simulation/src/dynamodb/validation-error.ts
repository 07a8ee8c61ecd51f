import { type AwsError, awsError } from '@tradepost/local/gateway/aws-error';

export function validationError(message: string): AwsError {
  return awsError('ValidationException', message);
}
