import { join } from 'node:path';
import {
  type ExtensionContext,
  type LogOutputChannel,
  languages,
  type TextDocument,
  workspace,
} from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  TransportKind,
} from 'vscode-languageclient/node';
import { trustNotification } from '../../server/src/protocol/status';
import { wordsLanguageId } from '../../server/src/protocol/words';
import { analysedLanguages } from './contributions';

/** Where documents worth reading live: not output panels, the two sides of a diff, or chat boxes. */
const schemes = ['file', 'untitled', 'vscode-vfs'];

const documentSelector = analysedLanguages.flatMap((language) =>
  schemes.map((scheme) => ({ language, scheme })),
);

/** Whether the language server reads documents of this kind. */
export const isAnalysed = (document: TextDocument): boolean =>
  languages.match(documentSelector, document) > 0;

/** What is followed without being analysed. */
const otherSelector = [wordsLanguageId, 'brat'].flatMap((language) =>
  schemes.map((scheme) => ({ language, scheme })),
);

/** The connection to the language server in dist/server.js; not started yet, so that listeners come before messages. */
export function createLanguageClient(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const server = {
    module: context.asAbsolutePath(join('dist', 'server.js')),
    transport: TransportKind.ipc,
  };
  const options: LanguageClientOptions = {
    documentSelector: [...documentSelector, ...otherSelector],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // Hovers quote the document, which is not ours: no command links, no HTML.
    markdown: { isTrusted: false, supportHtml: false },
    // A function: a restart must tell the server what holds then.
    initializationOptions: () => ({
      annotations: true,
      status: true,
      tokenTypes: 'entityTypes',
      choosesConcepts: true,
      curation: true,
      trusted: workspace.isTrusted,
      storage: context.globalStorageUri.fsPath,
    }),
  };
  const client = new LanguageClient('biogloss', 'BioGloss', { run: server, debug: server }, options);
  context.subscriptions.push(
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(trustNotification)),
  );
  return client;
}
