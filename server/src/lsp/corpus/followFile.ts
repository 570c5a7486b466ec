import { unwatchFile, watchFile } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Milliseconds between two looks at a file. Looking is slower than being told, and works on every file system, also before the file is there. */
const interval = 1_000;

/** Tells whenever a file is made, changed or taken away by anybody. @returns ends it */
export function followFile(uri: string, changed: () => void): () => void {
  if (!uri.startsWith('file:')) return () => {};
  const path = fileURLToPath(uri);
  watchFile(path, { interval, persistent: false }, changed);
  return () => unwatchFile(path, changed);
}
