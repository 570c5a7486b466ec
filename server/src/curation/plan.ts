import { type EntityMention, extent, type Relation } from '../annotation/model';
import { OverlapIndex } from '../text/overlapIndex';
import { overlaps, type Span } from '../text/span';
import { anchorOf } from './anchor';
import type { Change } from './change';
import type { CuratedAnnotations } from './curatedText';
import { decideMention, type MentionAction, type Signature, withNote } from './decideMention';
import { decideRelation, type RelationAction } from './decideRelation';
import { type Decision, isLost, type MentionDecision, type RelationDecision } from './decision';
import { type Disagreement, disagreements } from './disagreements';
import { mentionDecision, type Said, sidesOf } from './said';

/** A document's text with what is known of it. */
interface Curated {
  readonly text: string;
  readonly annotations: CuratedAnnotations;
  readonly decisions: readonly Decision[];
}

/** What one action of a person changes in one document. Nothing is done yet: the changes are collected. */
export class Plan {
  readonly #changes = new Map<string, Change>();
  readonly #mentions = new Set<EntityMention>();
  readonly #added: Span[] = [];
  /** Where marks are, for those that are added: these may be thousands. */
  #shown?: OverlapIndex<EntityMention>;
  #rejected?: OverlapIndex<EntityMention>;
  #disagreements?: readonly Disagreement[];

  constructor(
    private readonly curated: Curated,
    private readonly signature: Signature,
  ) {}

  get changes(): readonly Change[] {
    return [...this.#changes.values()];
  }

  /** Mentions that something is done to. */
  get mentions(): ReadonlySet<EntityMention> {
    return this.#mentions;
  }

  /** Whether a new mention lies over the place. */
  isPlanned(place: Span): boolean {
    return this.#added.some((added) => overlaps(added, place));
  }

  /** @param mention one of those that are shown, or of the rejected ones */
  onMention(mention: EntityMention, action: MentionAction): void {
    this.#mentions.add(mention);
    const { text, annotations } = this.curated;
    const decision = annotations.decisions.get(mention) as MentionDecision | undefined;
    if (action.kind === 'note' && !decision) this.addNote(action.note, extent(mention));
    else this.#set(decision, decideMention(text, { mention, decision }, action, this.signature));
  }

  /** @param relation one of those that are shown, or of the rejected ones */
  onRelation(relation: Relation, action: RelationAction): void {
    const { text, annotations } = this.curated;
    const decision = annotations.decisions.get(relation) as RelationDecision | undefined;
    if (action.kind === 'note' && !decision) return;
    this.#set(decision, decideRelation(text, { relation, decision }, action, this.signature));
  }

  /**
   * A mention that a person has seen. What is marked over its place with the same type, or exactly there with another, is corrected to it; others that it
   * overlaps are rejected.
   */
  addMention(said: Said): void {
    const place = extent(said);
    this.#added.push(place);
    const { annotations } = this.curated;
    const isAt = (mention: EntityMention) => isSamePlace(mention.spans, said.spans);
    this.#shown ??= new OverlapIndex(annotations.mentions, extent);
    this.#rejected ??= new OverlapIndex(annotations.rejected.mentions, extent);
    const isOfType = ({ type }: EntityMention) => type === said.type;
    const over = [
      ...this.#shown.overlapping(place).filter((mention) => isAt(mention) || isOfType(mention)),
      ...this.#rejected.overlapping(place).filter(isAt),
    ];
    // The one that is said already, where it is marked: rejected at the same moment it would be gone.
    const nearness = (mention: EntityMention) => 2 * Number(isAt(mention)) + Number(isOfType(mention));
    const [first, ...others] = over.sort((a, b) => nearness(b) - nearness(a));
    if (!first) {
      const { by, when, newId } = this.signature;
      this.#set(undefined, mentionDecision(this.curated.text, { is: said }, { id: newId(), by, when }));
      return;
    }
    this.onMention(first, { kind: 'say', said });
    for (const other of others) this.onMention(other, { kind: 'reject' });
  }

  /** A relation that the document claims, whatever was said of it before. */
  addRelation(relation: Pick<Relation, 'type' | 'subject' | 'object' | 'evidence'>): void {
    const { text, annotations } = this.curated;
    const isIt = (other: Relation) =>
      other.type === relation.type && other.subject === relation.subject && other.object === relation.object;
    const known = [...annotations.relations, ...annotations.rejected.relations].find(isIt);
    const decision = known && (annotations.decisions.get(known) as RelationDecision | undefined);
    const evidence = relation.evidence.length > 0 ? relation.evidence : (known?.evidence ?? []);
    const accepted = decideRelation(
      text,
      { relation: { ...relation, evidence } },
      { kind: 'accept' },
      this.signature,
    )!;
    this.#set(decision, { ...decision, ...accepted, id: decision?.id ?? accepted.id });
  }

  /** A remark on a place of the text, or on all of it. */
  addNote(note: string, place?: Span): void {
    if (note === '') return;
    const { by, when, newId } = this.signature;
    const anchor = place && anchorOf(this.curated.text, place);
    this.#set(undefined, { kind: 'note', id: newId(), by, when, note, ...(anchor && { place: anchor }) });
  }

  /** This one counts, and those that contradict it are taken out. A relation holds without the evidence that the text does not say any more. */
  prefer(decision: Decision): void {
    const { by, when } = this.signature;
    if (decision.kind === 'relation' && isLost(decision)) {
      const evidence = decision.evidence.filter(({ subject, object }) => !subject.lost && !object.lost);
      this.#set(decision, { ...decision, by, when, evidence });
      return;
    }
    this.#disagreements ??= disagreements(this.curated.decisions);
    const over = this.#disagreements.flatMap(({ one, other }) =>
      one === decision ? [other] : other === decision ? [one] : [],
    );
    if (over.length === 0) return;
    for (const other of over) this.#set(other, undefined);
    this.#set(decision, { ...decision, by, when });
  }

  /** The decision is about these stretches: where one that was lost belongs. */
  place(decision: Decision, spans: readonly [Span, ...Span[]]): void {
    const { text } = this.curated;
    if (decision.kind === 'relation') return;
    if (decision.kind === 'note') {
      this.#set(decision, { ...decision, place: anchorOf(text, extent({ spans })) });
      return;
    }
    const { place: _, was: __, is: ___, kind: ____, ...others } = decision;
    const { was, is } = sidesOf(decision);
    // Where the model had found it then is nowhere in this text.
    const sides = is ? { is: { ...is, spans } } : { was: { ...was!, spans } };
    this.#set(decision, mentionDecision(text, sides, others));
  }

  note(decision: Decision, note: string): void {
    const isGone = decision.kind === 'note' && note === '';
    this.#set(decision, isGone ? undefined : withNote(decision, note));
  }

  remove(decision: Decision): void {
    this.#set(decision, undefined);
  }

  #set(before: Decision | undefined, after: Decision | undefined): void {
    if (before === after) return;
    this.#changes.set((before ?? after)!.id, { ...(before && { before }), ...(after && { after }) });
  }
}

const isSamePlace = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every(({ start, end }, at) => start === b[at]!.start && end === b[at]!.end);
