import { ConceptLookup, isForeign, whyUnknown } from '../../formats/conceptLookup';
import type { CorpusFile, Stretch } from '../../formats/layout/corpusFile';
import type { DocumentLayout, LaidProblem } from '../../formats/layout/layout';
import { unnamedEnds } from '../../formats/relationEnds';
import type { Span } from '../../text/span';

/** What is found in a corpus file that is open. Kinds are those of the corpus check where it finds the same. */
export interface CorpusFinding {
  readonly kind:
    | 'unread'
    | 'apart'
    | 'misread'
    | 'misplaced'
    | 'relationEnd'
    | 'unknownId'
    | 'foreignIds'
    | 'repeatedId';
  /** Absent for what lies around the documents. */
  readonly stretch?: Stretch;
  /** Of the stretch, or else of the file. */
  readonly span: Span;
  readonly message: string;
}

/** More are not shown: the first thousand are work enough. */
export const mostFindings = 1_000;

/** Ids of a document's mentions, by type. */
type IdsByType = ReadonlyMap<
  string,
  readonly { readonly id: string; readonly span: Span; readonly isKnown: boolean }[]
>;

/** Without its stretch, which may move. */
interface LaidFinding extends Omit<CorpusFinding, 'stretch'> {
  /** As `LaidProblem.apartFrom`. */
  readonly apartFrom?: string | undefined;
}

interface Checked {
  readonly findings: readonly LaidFinding[];
  readonly ids: IdsByType;
}

/** Finds what is wrong in a corpus file, document by document; what was found in a document is kept until an edit touches it. */
export class CorpusFileCheck {
  #checked = new WeakMap<DocumentLayout, Checked>();

  constructor(private readonly file: CorpusFile) {}

  /** Other terminologies are in use. */
  forget(): void {
    this.#checked = new WeakMap();
  }

  /** Pauses after each document. @param isKnown whether a terminology in use has a concept, by its id with prefix */
  *run(isKnown: (id: string) => boolean): Generator<void, CorpusFinding[]> {
    const found: (CorpusFinding & LaidFinding)[] = this.file.frameProblems.map((problem) =>
      findingOf(problem),
    );
    const all: { readonly stretch: Stretch; readonly checked: Checked }[] = [];
    const first = new Map<string, Stretch>();
    const lookup = new ConceptLookup(isKnown);
    for (const [index, stretch] of this.file.stretches.entries()) {
      const layout = stretch.layout(index);
      const checked = this.#checked.get(layout) ?? checkLayout(layout, lookup);
      this.#checked.set(layout, checked);
      all.push({ stretch, checked });
      for (const finding of checked.findings) found.push({ ...finding, stretch });
      if (layout.document && layout.idSpan.end > layout.idSpan.start) {
        if (first.has(layout.id))
          found.push({
            kind: 'repeatedId',
            stretch,
            span: layout.idSpan,
            message: `document ${layout.id} stands in this file before; each occurrence is read as a document of its own`,
          });
        else first.set(layout.id, stretch);
      }
      yield;
    }
    return found.map((finding) => withItsText(finding, first)).concat(unknownIds(all));
  }
}

function checkLayout(layout: DocumentLayout, lookup: ConceptLookup): Checked {
  const findings: LaidFinding[] = layout.problems.map((problem) => findingOf(problem));
  if (layout.document) {
    const { id, document, statements } = layout;
    const unnamed = unnamedEnds(document);
    const sayers = new Map(
      (unnamed.length > 0 ? statements : []).map((each) => [each.annotation, each] as const),
    );
    for (const { relation, missing } of unnamed) {
      const statement = sayers.get(relation);
      if (!statement) continue;
      const span = statement.ids.find((each) => missing.includes(each.id))?.span ?? statement.span;
      const ids = missing.join(', ');
      findings.push({
        kind: 'relationEnd',
        span,
        message: `no mention of document ${id} has ${ids}: ${relation.type} of ${relation.subject} and ${relation.object}`,
      });
    }
  }
  return { findings, ids: idsByType(layout, lookup) };
}

/** Annotations whose text stands elsewhere in the file are read with it, and only here not known as its. */
function withItsText(
  { apartFrom, ...finding }: CorpusFinding & LaidFinding,
  texts: ReadonlyMap<string, Stretch>,
): CorpusFinding {
  if (apartFrom === undefined || !texts.has(apartFrom)) return finding;
  const message = `annotations of document ${apartFrom} stand apart from its text: they are read with the file, but outline, hovers and fixes know only those that follow the text`;
  return { ...finding, kind: 'apart', message };
}

const findingOf = ({
  severity,
  message,
  span,
  mending,
  apartFrom,
}: LaidProblem): CorpusFinding & LaidFinding => ({
  ...(apartFrom !== undefined && { apartFrom }),
  kind: mending ? 'misplaced' : severity === 'error' ? 'unread' : 'misread',
  span,
  message,
});

function idsByType({ statements, document }: DocumentLayout, lookup: ConceptLookup): IdsByType {
  const byType = new Map<string, { id: string; span: Span; isKnown: boolean }[]>();
  for (const { annotation, ids, targets } of statements) {
    // In brat an id stands on a line of its own, which names its mention.
    const type = annotation?.type ?? (targets.length > 0 ? 'Reference' : undefined);
    if (!type || (annotation && !('spans' in annotation)) || !document) continue;
    for (const { id, span } of ids) {
      const isKnown = lookup.isKnown(id);
      if (isKnown === undefined) continue;
      const list = byType.get(type) ?? [];
      byType.set(type, list);
      list.push({ id, span, isKnown });
    }
  }
  return byType;
}

function unknownIds(
  all: readonly { readonly stretch: Stretch; readonly checked: Checked }[],
): CorpusFinding[] {
  const known = new Map<string, number>();
  for (const { checked } of all)
    for (const [type, ids] of checked.ids)
      known.set(type, (known.get(type) ?? 0) + ids.filter(({ isKnown }) => isKnown).length);
  const told = new Set<string>();
  return all.flatMap(({ stretch, checked }) =>
    [...checked.ids].flatMap(([type, ids]) =>
      ids.flatMap(({ id, span, isKnown }): CorpusFinding[] => {
        if (isKnown) return [];
        if (!isForeign(known.get(type)!))
          return [
            {
              kind: 'unknownId',
              stretch,
              span,
              message: `no terminology in use has ${id}: ${whyUnknown}`,
            },
          ];
        if (told.has(type)) return [];
        told.add(type);
        const message = `no terminology in use has any id of ${type}; import the one that they are from to see their concepts`;
        return [{ kind: 'foreignIds', stretch, span, message }];
      }),
    ),
  );
}
