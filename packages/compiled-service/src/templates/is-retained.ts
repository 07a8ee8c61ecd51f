/** Returns whether CloudFormation keeps a resource with this `DeletionPolicy` when its stack is deleted. */
export function isRetained(deletionPolicy: unknown): boolean {
  return deletionPolicy === 'Retain' || deletionPolicy === 'RetainExceptOnCreate';
}
