import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';

/**
 * Globs of the files that the person's editor hides, asked for anew each time: VS Code's `files.exclude`. Editors that have no such setting hide nothing.
 * A glob that counts only beside other files (an object with `when`) is left aside.
 */
export async function leftOut(
  connection: Connection,
  { workspace }: ClientCapabilities,
): Promise<readonly string[]> {
  if (workspace?.configuration !== true) return [];
  const globs: unknown = await connection.workspace.getConfiguration('files.exclude').catch(() => null);
  if (typeof globs !== 'object' || globs === null) return [];
  return Object.entries(globs).flatMap(([glob, counts]) => (counts === true ? [glob] : []));
}
