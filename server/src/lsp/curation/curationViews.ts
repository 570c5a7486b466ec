import type { TextDocument } from 'vscode-languageserver-textdocument';
import { spanOf } from '../../curation/anchor';
import type { CuratedAnnotations, CuratedText } from '../../curation/curatedText';
import { anchorsOf, type Decision } from '../../curation/decision';
import { saying } from '../../curation/disagreements';
import type { Step } from '../../curation/history';
import { toRange } from '../../languageService/ranges';
import type {
  CurationStateParams,
  DecisionView,
  DisputedDecision,
  LostDecision,
  NoteView,
} from '../../protocol/curation';
import type { DocumentCuration } from './documentCuration';

/** How the curation of a document stands, as the client gets it. */
export function curationState(
  document: TextDocument,
  curation: DocumentCuration,
  curated: CuratedText,
  { undo, redo }: { readonly undo?: Step; readonly redo?: Step },
): CurationStateParams {
  const { sidecar, isSaved, finished } = curation;
  const { unplaced } = curated;
  const lost = unplaced.flatMap((each) => lostDecision(document, each));
  const disputed = curated.disagreements.map(
    ({ about, one, other }): DisputedDecision => ({
      ...(one.kind === 'mention' && { range: toRange(document, spanOf(one.place)) }),
      about,
      one: decisionView(one),
      other: decisionView(other),
    }),
  );
  const problem =
    curation.loadProblem ??
    curation.saveProblem ??
    (sidecar === undefined
      ? 'Decisions are kept beside a file, and this document is none yet. Save it first.'
      : undefined);
  return {
    uri: document.uri,
    version: document.version,
    store: sidecar === undefined ? 'none' : 'sidecar',
    sidecar,
    saved: isSaved,
    ...(finished && { finished: { by: finished.by, when: finished.when } }),
    problem,
    unread: curation.problems.map(({ line = 1, message }) => ({ line, message })),
    counts: { ...countsOf(curated.annotations), lost: lost.length, disputed: disputed.length },
    lost,
    disputed,
    notes: unplaced.flatMap((each) => noteView(document, each)),
    undo: undo?.label,
    redo: redo?.label,
  };
}

/** Mentions and relations that are shown and decided, rejected, shown and undecided. */
export function countsOf({ mentions, relations, rejected, decisions }: CuratedAnnotations) {
  const shown = mentions.length + relations.length;
  const gone = rejected.mentions.length + rejected.relations.length;
  const decided = decisions.size - gone;
  return { decided, rejected: gone, undecided: shown - decided };
}

const decisionView = (decision: Decision): DecisionView => ({
  decision: decision.id,
  by: decision.by,
  when: decision.when,
  says: saying(decision),
});

/** A lost place is told once for each decision: its first. */
function lostDecision(document: TextDocument, decision: Decision): LostDecision[] {
  if (decision.kind === 'mention' && !decision.place.lost) return [];
  const [anchor] = anchorsOf(decision).filter(({ lost }) => lost);
  if (!anchor) return [];
  const { text, before, after, start } = anchor;
  return [{ ...decisionView(decision), text, before, after, near: document.positionAt(start) }];
}

function noteView(document: TextDocument, decision: Decision): NoteView[] {
  if (decision.kind !== 'note') return [];
  const { id, by, when, note, place } = decision;
  const isPlaced = place !== undefined && !place.lost;
  return [{ decision: id, by, when, note, ...(isPlaced && { range: toRange(document, spanOf(place)) }) }];
}
