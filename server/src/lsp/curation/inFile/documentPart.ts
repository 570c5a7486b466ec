import type { AnnotatedDocument, Relation } from '../../../annotation/model';
import { changeStretch, documentWith, isMention, isRelation } from '../../../formats/layout/change';
import type { CorpusFile } from '../../../formats/layout/corpusFile';
import type { Annotation, DocumentChange, Replacement } from '../../../formats/layout/layout';
import { formatById } from '../../../formats/registry';
import { Failure } from '../../../platform/failure';
import { shift } from '../../../text/span';

/** What is new in a document, and what of it is written where the format has no place for all of it. */
interface Added {
  readonly annotation: Annotation;
  readonly lighter?: Annotation;
  /** What is told where only the lighter one could be written. */
  readonly remark?: string;
}

/** What a plan changes in one document of a file. */
export interface DocumentPart extends Omit<DocumentChange, 'added'> {
  readonly removed: Annotation[];
  readonly replaced: Map<Annotation, Annotation>;
  readonly added: Added[];
}

/** A part as the file gets it: replacements in the whole file, and what a person should know. */
export interface WrittenPart {
  readonly replacements: readonly Replacement[];
  readonly remarks: readonly string[];
}

/**
 * All of what is new where the format holds it; else without evidence, without ids, without both. Relations of concepts that no mention has any more go with the
 * last one, which is added to the part.
 * @param index which of the file's documents it is
 * @throws Failure with a sentence where the format cannot hold it
 */
export function writtenPart(file: CorpusFile, index: number, part: DocumentPart): WrittenPart {
  const stretch = file.stretches[index]!;
  const { document } = stretch.layout(index);
  const whole = { ...part, added: part.added.map(({ annotation }) => annotation) };
  const orphans = document ? orphansIn(document, whole, part.removed) : [];
  // What was linked elsewhere may have been the last mention of a concept: its relations are the person's to judge.
  const dangling = document ? orphansIn(document, whole, [...part.replaced.keys()]) : [];
  part.removed.push(...orphans);
  let refusal = '';
  for (const isLighter of [() => false, isRelation, isMention, () => true]) {
    const isLeft = ({ annotation, lighter }: Added) => lighter !== undefined && isLighter(annotation);
    const added = part.added.map((each) => (isLeft(each) ? each.lighter! : each.annotation));
    const done = changeStretch(file, stretch, index, { ...part, added });
    if ('replacements' in done) {
      const format = formatById(file.language.format)!.title;
      const left = part.added.filter(isLeft).flatMap(({ remark }) => remark ?? []);
      return {
        replacements: done.replacements.map(({ span, newText }) => ({
          span: shift(span, stretch.start),
          newText,
        })),
        remarks: [
          ...(orphans.length > 0 ? [`${counted(orphans, 'relation')} of it went, too`] : []),
          ...(dangling.length > 0
            ? [`${counted(dangling, 'relation')} of the old id left without a mention`]
            : []),
          ...left.map((remark) => `${format} has no place for ${remark}`),
        ],
      };
    }
    refusal ||= done.refusal;
  }
  throw new Failure(refusal);
}

const counted = ({ length }: readonly unknown[], what: string): string =>
  length === 1 ? `a ${what}` : `${length} ${what}s`;

/** Relations of concepts that only mentions had which are not there any more as they were. @param changed those mentions, among others */
function orphansIn(
  document: AnnotatedDocument,
  change: DocumentChange,
  changed: readonly Annotation[],
): Relation[] {
  const gone = changed.filter(isMention).flatMap(({ concepts }) => concepts.map(({ id }) => id));
  if (gone.length === 0) return [];
  const after = documentWith(document, change);
  const left = new Set(after.mentions.flatMap(({ concepts }) => concepts.map(({ id }) => id)));
  const lost = new Set(gone.filter((id) => !left.has(id)));
  return document.relations.filter(
    (relation) =>
      !change.removed.includes(relation) && (lost.has(relation.subject) || lost.has(relation.object)),
  );
}
