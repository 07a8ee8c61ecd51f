/**
 * The segments of a REST API's resource, from the root: `['v1', 'products', '{productId}']`.
 *
 * @param resourceId as a method refers to it: `{ Ref }`, or the root's `Fn::GetAtt`
 * @param resources  of the compiled template
 */
exports.segmentsOf = function segmentsOf(resourceId, resources) {
  const { ParentId, PathPart } = resources[resourceId.Ref]?.Properties ?? {};
  return PathPart === undefined ? [] : [...segmentsOf(ParentId, resources), PathPart];
};
