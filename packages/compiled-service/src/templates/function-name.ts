/** Returns the name from `arn:aws:lambda:…:function:NAME`, with or without a qualifier, or from a bare name. */
export function functionNameOf(arnOrName: string): string {
  const parts = arnOrName.split(':');
  return (parts.length >= 7 ? parts[6] : parts[0]) ?? arnOrName;
}
