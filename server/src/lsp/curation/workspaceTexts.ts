import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { textsBelow } from '../../formats/textsBelow';

/**
 * Addresses of the plain and Markdown texts in the workspace's folders; corpus files keep their annotations themselves.
 * @param leftOut globs of what the person's editor hides
 */
export async function workspaceTexts(
  folders: readonly string[],
  leftOut: readonly string[],
): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await textsBelow(folder, leftOut)).map((name) => pathToFileURL(join(folder, name)).href),
    ),
  );
  return [...new Set(found.flat())];
}
