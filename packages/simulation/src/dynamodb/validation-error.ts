import { AwsError } from '@tradepost/local/gateway/aws-error';

export function validationError(message: string): AwsError {
  return new AwsError('ValidationException', message);
}
