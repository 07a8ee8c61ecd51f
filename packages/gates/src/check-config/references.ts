import { listed } from './policies.ts';

/** Returns whether a part of a template refers to a resource of its stack, by Ref, Fn::GetAtt or Fn::Sub. */
export function refersTo(value: unknown, logicalId: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Sub': text } = value as Record<string, unknown>;
  return (
    Ref === logicalId ||
    listed(attribute)[0]?.split('.')[0] === logicalId ||
    listed(text)[0]?.includes(`\${${logicalId}`) === true ||
    Object.values(value).some((part) => refersTo(part, logicalId))
  );
}
