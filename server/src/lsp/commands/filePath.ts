import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @param given an absolute file name, one relative to the server's folder, or a file: URI */
export function filePath(given: string): string {
  if (/^file:/i.test(given)) return fileURLToPath(given);
  // One letter and a colon is a drive, not a scheme.
  if (/^[a-z][a-z0-9+.-]+:/i.test(given))
    throw new Error(`${given} is not a file on this computer; save it as a file first.`);
  return resolve(given);
}
