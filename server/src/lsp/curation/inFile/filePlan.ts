import { qualifiedConceptId } from '../../../annotation/conceptId';
import { type ConceptId, type EntityMention, extent, type Relation } from '../../../annotation/model';
import type { Change } from '../../../curation/change';
import { decideMention, type MentionAction, type Signature } from '../../../curation/decideMention';
import { decideRelation, type RelationAction } from '../../../curation/decideRelation';
import type { Decision, MentionDecision, RelationDecision } from '../../../curation/decision';
import { saidBy, sidesOf } from '../../../curation/said';
import { placeKey } from '../../../curation/subject';
import { movedBoundary } from '../../../curation/wordBoundary';
import type { CorpusFile } from '../../../formats/layout/corpusFile';
import type { Annotation, DocumentLayout, Replacement } from '../../../formats/layout/layout';
import { TextOf } from '../../../formats/layout/textOf';
import { Failure } from '../../../platform/failure';
import { overlaps, type Span } from '../../../text/span';
import { type DocumentPart, writtenPart } from './documentPart';
import type { FileView } from './fileView';
import { idsOfFile } from './idsOfFile';
import { placesInFile } from './placesInFile';
import type { Shown } from './shown';

/** What one action changes: in the file, and beside it where the file cannot say so. */
export interface FileChanges {
  /** Of the whole file, in order. */
  readonly replacements: readonly Replacement[];
  readonly beside: readonly Change[];
  /** How many annotations of the file, or decisions beside it, are others. */
  readonly changed: number;
  /** What a person should know, as an end of the action's label. */
  readonly remarks: readonly string[];
}

/** What one action of a person changes in a corpus file. Nothing is done yet. */
export class FilePlan {
  /** What something is done to. */
  readonly touched = new Set<Annotation>();
  readonly #parts = new Map<number, DocumentPart>();
  readonly #beside = new Map<string, Change>();

  constructor(
    private readonly file: CorpusFile,
    private readonly view: FileView,
    private readonly signature: Signature,
  ) {}

  /** @throws Failure with a sentence where the file cannot say so */
  onMention(shown: Shown<EntityMention>, action: MentionAction): void {
    this.touched.add(shown.annotation);
    const { own, index } = shown;
    if (own) {
      if (action.kind === 'clear') throw new Failure(inTheFile);
      this.#changeOwn(shown, own, this.#after(own, index, action));
      return;
    }
    if (action.kind === 'note')
      throw new Failure('A note is written into the file with what it is about: accept this first.');
    if (action.kind === 'clear' || action.kind === 'reject') {
      if (action.kind === 'clear') this.#setBeside(shown.decision, undefined);
      else this.#besideSays(shown, undefined);
      return;
    }
    const inText = this.#textOf(index).mention(shown.annotation);
    if (!inText) throw new Failure(notText);
    const { concepts, ...found } = inText;
    const ids = idsOfFile(
      this.file,
      index,
      concepts.map(({ id }) => id),
    );
    const plain: EntityMention = {
      spans: found.spans,
      type: found.type,
      concepts: linksOf(ids),
      origin: 'gold',
    };
    const now = this.#after(plain, index, action)!;
    // The concept was one of the other type.
    const said = action.kind === 'changeType' && now.type !== plain.type ? { ...now, concepts: [] } : now;
    this.#add(index, said, action.kind === 'link');
    this.#besideSays(shown, now);
  }

  /**
   * A mention that a person has seen. What is marked over its place with the same type, or exactly there with another, becomes it; others that it overlaps go.
   * @param places in the file, all in one of its documents
   * @param concepts left to the model where they are not given
   */
  addMention(
    index: number,
    places: readonly [Span, ...Span[]],
    type: string,
    concepts: readonly ConceptId[] | undefined,
  ): void {
    const spans = this.#textOf(index).spans(places);
    if (!spans) throw new Failure(notText);
    const hull = { start: places[0].start, end: places[places.length - 1]!.end };
    const isAt = ({ spans: other }: EntityMention) => placeKey(other) === placeKey(places);
    const over = [...this.view.mentions.values()].filter(
      (shown) =>
        shown.index === index &&
        (isAt(shown.annotation) ||
          (shown.annotation.type === type &&
            !this.view.annotations.rejected.mentions.includes(shown.annotation) &&
            overlaps(extent(shown.annotation), hull))),
    );
    const [first] = over.sort(
      (a, b) =>
        Number(isOwn(b)) - Number(isOwn(a)) || Number(isAt(b.annotation)) - Number(isAt(a.annotation)),
    );
    for (const each of over) this.touched.add(each.annotation);
    const known = over.find(({ annotation }) => isAt(annotation) && annotation.type === type);
    const ids = idsOfFile(this.file, index, concepts ?? known?.annotation.concepts.map(({ id }) => id) ?? []);
    const now: EntityMention = { spans, type, concepts: linksOf(ids), origin: 'gold' };
    if (first?.own) {
      const { identifier, ...others } = first.own;
      const isSame = concepts === undefined && first.own.type === type;
      this.#changeOwn(first, first.own, {
        ...(isSame ? first.own : { ...others, concepts: now.concepts }),
        spans,
        type,
      });
    } else {
      this.#add(index, now, concepts !== undefined);
      if (first) this.#besideSays(first, now);
    }
    for (const other of over)
      if (other !== first) {
        if (other.own) this.#changeOwn(other, other.own, undefined);
        else this.#besideSays(other, undefined);
      }
  }

  onRelation(shown: Shown<Relation>, action: RelationAction): void {
    this.touched.add(shown.annotation);
    const { own, index, decision, predicted } = shown;
    if (own) {
      if (action.kind === 'clear') throw new Failure(inTheFile);
      if (action.kind === 'accept') return;
      if (action.kind === 'note') {
        this.#part(index).replaced.set(own, withNote(own, action.note));
        return;
      }
      this.#part(index).removed.push(own);
      if (predicted)
        this.#setBeside(
          decision,
          decideRelation(this.file.text, { relation: predicted, decision }, action, this.signature),
        );
      return;
    }
    if (action.kind === 'note')
      throw new Failure('A note is written into the file with what it is about: accept this first.');
    if (action.kind !== 'accept') {
      const relation = shown.annotation;
      const next = decideRelation(this.file.text, { relation, decision }, action, this.signature);
      this.#setBeside(decision, next);
      return;
    }
    this.addRelation(index, shown.annotation);
    if (decision) this.#setBeside(decision, undefined);
  }

  /**
   * A relation that a document claims. Its concepts' mentions that only a model has found, and that the evidence is of, come into the file with it.
   * @param relation evidence counts in the file
   * @param remark what a person’s evidence is called, which must be text, where the format has no place for it; absent for a model's
   */
  addRelation(
    index: number,
    { type, subject, object, evidence }: Pick<Relation, 'type' | 'subject' | 'object' | 'evidence'>,
    remark?: string,
  ): void {
    const [from, to] = [subject, object].map((id) => idsOfFile(this.file, index, [id])[0]);
    if (from === undefined || to === undefined)
      throw new Failure('A relation is between two concepts that are linked. Link both names first.');
    const relation: Relation = { type, subject: from, object: to, evidence: [], origin: 'gold' };
    const isIt = (other: Relation) => other.type === type && other.subject === from && other.object === to;
    const [known] = this.#layout(index).document?.relations.filter(isIt) ?? [];
    const own = this.#textOf(index).evidence(evidence);
    if (remark !== undefined && own.length < evidence.length) throw new Failure(notText);
    if (known) return;
    const full = { ...relation, evidence: own };
    this.#part(index).added.push(
      own.length > 0
        ? { annotation: full, lighter: relation, ...(remark && { remark }) }
        : { annotation: relation },
    );
    for (const end of ['subject', 'object'] as const)
      this.#bringMention(index, { subject, object, evidence }, end);
  }

  /** A decision beside the file is taken back. */
  remove(decision: Decision): void {
    this.#setBeside(decision, undefined);
  }

  /** @throws Failure with a sentence where the format cannot hold it */
  finish(): FileChanges {
    let changed = 0;
    const written = [...this.#parts]
      .sort(([a], [b]) => a - b)
      .map(([index, part]) => {
        const each = writtenPart(this.file, index, part);
        changed += part.removed.length + part.replaced.size + part.added.length;
        return each;
      });
    const beside = [...this.#beside.values()];
    return {
      replacements: written.flatMap(({ replacements }) => replacements),
      beside,
      changed: changed || beside.length,
      remarks: [...new Set(written.flatMap(({ remarks }) => remarks))],
    };
  }

  /** What becomes of an annotation of the file; undefined where it goes. Spans of actions count in the file. */
  #after(
    own: EntityMention,
    index: number,
    action: Exclude<MentionAction, { kind: 'clear' }>,
  ): EntityMention | undefined {
    switch (action.kind) {
      case 'accept':
        return own;
      case 'reject':
        return undefined;
      case 'changeType':
        return { ...own, type: action.type };
      case 'setBoundaries':
        return { ...own, spans: this.#moved(own, index, action) };
      case 'setSpans': {
        const spans = this.#textOf(index).spans(action.spans);
        if (!spans) throw new Failure(notText);
        return { ...own, spans };
      }
      case 'link': {
        const { identifier: _, ...others } = own;
        return { ...others, concepts: linksOf(idsOfFile(this.file, index, action.concepts)) };
      }
      case 'note':
        return withNote(own, action.note);
      case 'say':
        throw new Failure('Say what changes: its type, its concept or its boundaries.');
    }
  }

  /** Over the end of a passage no mention grows. */
  #moved(
    { spans }: EntityMention,
    index: number,
    { side, by }: Extract<MentionAction, { kind: 'setBoundaries' }>,
  ) {
    const { text, passages } = this.#layout(index).document!;
    const moved = movedBoundary(text, spans, side, by);
    const touched = (of: readonly [Span, ...Span[]]) =>
      passages.filter(({ span }) => overlaps(span, extent({ spans: of }))).length;
    return moved && touched(moved) <= touched(spans) ? moved : spans;
  }

  #changeOwn(shown: Shown<EntityMention>, own: EntityMention, now: EntityMention | undefined): void {
    if (now && JSON.stringify(now) === JSON.stringify(own)) return;
    if (now) this.#part(shown.index).replaced.set(own, now);
    else this.#part(shown.index).removed.push(own);
    if (shown.predicted || shown.decision) this.#besideSays(shown, now);
  }

  /** @param isLinked the person says what it means: else it may be left out where a file has no ids */
  #add(index: number, mention: EntityMention, isLinked = false): void {
    const { concepts, ...others } = mention;
    this.#part(index).added.push(
      concepts.length > 0 && !isLinked
        ? { annotation: mention, lighter: { ...others, concepts: [] }, remark: 'what it means' }
        : { annotation: mention },
    );
  }

  /** Beside the file stands what has become of a finding that the file does not repeat as it is. @param now in the document's text */
  #besideSays(shown: Shown<EntityMention>, now: EntityMention | undefined): void {
    const { index, decision } = shown;
    const mention = shown.predicted ?? shown.annotation;
    const was = decision ? sidesOf(decision).was : saidBy(mention);
    if (!now) {
      this.#setBeside(
        decision,
        decideMention(this.file.text, { mention, decision }, { kind: 'reject' }, this.signature),
      );
      return;
    }
    const [first, ...rest] = placesInFile(this.#layout(index), this.file.stretches[index]!, now.spans);
    if (!first) throw new Failure(notText);
    const said = { spans: [first, ...rest] as const, type: now.type };
    const isFound = was && was.type === said.type && placeKey([extent(was)]) === placeKey([extent(said)]);
    const next = isFound
      ? undefined
      : decideMention(this.file.text, { mention, decision }, { kind: 'say', said }, this.signature);
    this.#setBeside(decision, next);
  }

  #setBeside(before: Decision | undefined, after: MentionDecision | RelationDecision | undefined): void {
    if (before === after) return;
    this.#beside.set((before ?? after)!.id, { ...(before && { before }), ...(after && { after }) });
  }

  #bringMention(
    index: number,
    relation: Pick<Relation, 'subject' | 'object' | 'evidence'>,
    end: 'subject' | 'object',
  ): void {
    const id = qualifiedConceptId(relation[end]);
    const here = [...this.view.mentions.values()].filter((each) => each.index === index);
    const has = ({ annotation }: Shown<EntityMention>) =>
      annotation.concepts.some((concept) => qualifiedConceptId(concept.id) === id);
    if (here.some((each) => each.own && has(each))) return;
    const place = relation.evidence[0]?.[end];
    const found =
      here.find((each) => has(each) && place && overlaps(extent(each.annotation), place)) ?? here.find(has);
    if (found && !this.touched.has(found.annotation)) this.onMention(found, { kind: 'accept' });
  }

  #part(index: number): DocumentPart {
    const part = this.#parts.get(index) ?? { removed: [], replaced: new Map(), added: [] };
    this.#parts.set(index, part);
    return part;
  }

  #layout(index: number): DocumentLayout {
    return this.file.stretches[index]!.layout(index);
  }

  #textOf(index: number): TextOf {
    return new TextOf(this.#layout(index), this.file.stretches[index]!.start);
  }
}

const isOwn = ({ own }: Shown): boolean => own !== undefined;
const linksOf = (ids: readonly ConceptId[]) => ids.map((id) => ({ id }));

const inTheFile =
  'The file itself says so. Reject it to take it out, or take the last change back with the editor’s own undo.';
const notText =
  'That is no text of a document, or a part of how the file writes one character. Select words of the text.';

function withNote<Kind extends Annotation>(annotation: Kind, note: string): Kind {
  const { attributes, ...others } = annotation;
  const { note: _, ...kept } = attributes ?? {};
  const now = { ...kept, ...(note !== '' && { note }) };
  return { ...others, ...(Object.keys(now).length > 0 && { attributes: now }) } as Kind;
}
