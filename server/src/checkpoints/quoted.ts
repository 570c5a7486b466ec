/** A name from a file, as a message can hold it: on one line, and short. */
export function quoted(name: string): string {
  const line = name.slice(0, 100).replace(/[\p{Cc}\u2028\u2029]/gu, '�');
  return `"${line}${name.length > 100 ? '…' : ''}"`;
}
