import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ClientOptions, Editor } from './editor';
import { lexiconServer } from './servers';

export interface Workspace {
  readonly editor: Editor;
  /** The address of a file of the workspace. */
  at(name: string): string;
  /** Writes the words file and tells the server, as a client that watches files does. */
  write(content: string | Buffer): Promise<void>;
}

/** Runs a test with an editor that has a folder open, in which there is a words file or none. */
export const withWorkspace =
  (content: string | undefined, run: (workspace: Workspace) => Promise<void>, options: ClientOptions = {}) =>
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-words-'));
    const at = (name: string) => pathToFileURL(join(folder, name)).href;
    const put = (text: string | Buffer) => writeFileSync(join(folder, 'biogloss-words.tsv'), text);
    if (content !== undefined) put(content);
    const editor = await Editor.start({
      ...options,
      server: lexiconServer(),
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'notes' }],
    });
    const write = async (text: string | Buffer) => {
      put(text);
      const changes = [{ uri: at('biogloss-words.tsv'), type: 2 }];
      await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    };
    try {
      await run({ editor, at, write });
    } finally {
      await editor.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
