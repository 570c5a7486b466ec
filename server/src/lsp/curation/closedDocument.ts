import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { joinParts } from '../../annotation/joinParts';
import { scoredAtLeast } from '../../annotation/leastScore';
import type { Annotations } from '../../annotation/model';
import { applyDecisions } from '../../curation/applyDecisions';
import { type Change, conflicting, reversed, withChanges } from '../../curation/change';
import type { Decision } from '../../curation/decision';
import { findAgain } from '../../curation/findAgain';
import { type Finished, sayingFinished } from '../../curation/finished';
import { loadSidecar, saveSidecar, sidecarPath } from '../../curation/sidecarFile';
import { Failure } from '../../platform/failure';
import { readText } from '../../platform/textFile';
import type { AnnotatedPart } from '../../protocol/analysis';
import { bySpan } from '../../text/span';
import type { AnalysisHost } from '../analysisHost';
import type { CuratedDocument } from './curatedDocument';

/** A document of the workspace that no editor has open, with what is known of it. */
export interface ClosedDocument {
  readonly document: TextDocument;
  readonly annotations: CuratedDocument;
  readonly decisions: readonly Decision[];
}

/** Opens a text for editors' languages: Markdown has code and links that are no prose. */
export async function readClosed(uri: string): Promise<TextDocument> {
  const path = fileURLToPath(uri);
  const isMarkdown = ['.md', '.markdown'].includes(extname(path).toLowerCase());
  return TextDocument.create(uri, isMarkdown ? 'markdown' : 'plaintext', 0, await readText(path));
}

/**
 * Has a document analysed, and reads its decisions.
 * @throws Error with a sentence where either cannot be done, or the signal's reason
 */
export async function annotateClosed(
  document: TextDocument,
  host: AnalysisHost,
  { leastScore, signal }: { readonly leastScore: number; readonly signal: AbortSignal },
): Promise<ClosedDocument> {
  const { sidecar } = await loadSidecar(sidecarPath(fileURLToPath(document.uri)));
  const text = document.getText();
  const decisions = findAgain(sidecar.decisions, text);
  const found = await analysed(document, host, signal);
  const annotations = {
    ...applyDecisions(text, scoredAtLeast(found, leastScore), decisions),
    version: document.version,
    complete: true,
    unread: [],
  };
  return { document, annotations, decisions };
}

function analysed(document: TextDocument, host: AnalysisHost, signal: AbortSignal): Promise<Annotations> {
  signal.throwIfAborted();
  const parts: AnnotatedPart[] = [];
  return new Promise((resolve, reject) => {
    const stop = () => {
      ticket.cancel();
      reject(signal.reason);
    };
    const end = (settle: () => void) => {
      signal.removeEventListener('abort', stop);
      settle();
    };
    const { languageId } = document;
    const ticket = host.annotate(
      { text: document.getText(), languageId, near: 0, draft: false },
      {
        draft: () => {},
        part: (part) => parts.push(part),
        done: () => end(() => resolve(joinParts(parts.sort((a, b) => bySpan(a.part, b.part))))),
        failed: (message) => end(() => reject(new Error(message))),
      },
    );
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The decisions in the sidecar of a document that is not open, as they stand there. */
export const decisionsOnDisk = async (uri: string): Promise<readonly Decision[]> =>
  (await loadSidecar(sidecarPath(fileURLToPath(uri)))).sidecar.decisions;

/** What is known of a document while its decisions are changed on the disk. */
interface Known {
  /** Its text, where places in it were looked up a while ago. */
  readonly text?: string;
  /** What is said from now on of whether it is finished; where not given what was said before stays. */
  readonly finished?: { readonly now?: Finished | undefined } | undefined;
}

/** @throws Failure with a sentence where the text or its decisions are others by now, or the sidecar cannot be read or written */
export async function changeOnDisk(
  uri: string,
  changes: readonly Change[],
  { text, finished }: Known = {},
): Promise<void> {
  const document = fileURLToPath(uri);
  const path = sidecarPath(document);
  const file = await loadSidecar(path);
  if (text !== undefined && (await readText(document)) !== text)
    throw new Failure(`${document} has been changed meanwhile. Nothing was decided there.`);
  if (conflicting(file.sidecar.decisions, changes).length > 0)
    throw new Failure(`Something else has been decided on ${document} meanwhile, and stays.`);
  const decisions = withChanges(file.sidecar.decisions, changes);
  const sidecar = { ...file.sidecar, decisions };
  await saveSidecar(path, file, finished ? sayingFinished(sidecar, finished.now) : sidecar);
}

/** @throws Failure where one of the documents cannot be changed; then none is */
export async function changeAllOnDisk(
  all: readonly (readonly [uri: string, changes: readonly Change[]])[],
  finished: Known['finished'],
): Promise<ReadonlyMap<string, readonly Change[]>> {
  const done = new Map<string, readonly Change[]>();
  try {
    for (const [uri, changes] of all) {
      await changeOnDisk(uri, changes, { finished });
      done.set(uri, changes);
    }
  } catch (error) {
    await takenBackOnDisk(done);
    throw error;
  }
  return done;
}

/** As far as that can be done: whoever asked is told of what went wrong first. */
export async function takenBackOnDisk(done: ReadonlyMap<string, readonly Change[]>): Promise<void> {
  for (const [uri, changes] of done) await changeOnDisk(uri, changes.map(reversed)).catch(() => {});
}
