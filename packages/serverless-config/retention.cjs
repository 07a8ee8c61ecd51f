/**
 * The deletion policies of a resource that holds data, from the stage parameter `deletionPolicy`: `Delete` or
 * `RetainExceptOnCreate`. The latter retains the resource when its stack is deleted, and deletes it when the operation
 * that created it is rolled back: otherwise a first deployment that fails could not be repeated, because its names
 * would be taken. A replaced resource has no such operation, and only `Retain` exists for it.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
 */
module.exports = async ({ resolveVariable }) => {
  const DeletionPolicy = await resolveVariable('param:deletionPolicy');
  return { DeletionPolicy, UpdateReplacePolicy: DeletionPolicy === 'Delete' ? 'Delete' : 'Retain' };
};
