import type {
  AnnotatedDocument,
  ConceptId,
  ConceptLink,
  EntityMention,
  Relation,
} from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { bySpan, type Span } from '../../text/span';
import { CodePointText } from '../codePointText';
import { passagesWith, relationWith } from '../details';
import type { SourceFile } from '../format';
import { MentionEnds } from '../mentionEnds';
import { codePoints, type Offsets, type Pair } from '../offsets';
import type { Reading } from '../reading';
import { idOf } from './fileName';
import { type BratLine, parseBratLine } from './line';
import {
  CONCEPTS_NOTE,
  DOCUMENT,
  type DocumentNote,
  documentNote,
  idOfLine,
  mentionNote,
  OWN_NOTE,
  PERSON_NOTE,
  RELATION_NOTE,
  relationNote,
} from './notes';
import { idOfReference, nameIn } from './references';

type Of<Kind extends BratLine['kind']> = Extract<BratLine, { kind: Kind }>;

/** A line with its place, which problems tell. */
type Placed<Kind extends BratLine['kind']> = Of<Kind> & { readonly file: string; readonly line: number };

/** A mention whose offsets fit. */
type Located = Placed<'mention'> & { readonly spans: [Span, ...Span[]] };

/** What lines say of one target: a mention, a relation or the document. */
interface Told {
  readonly references: Of<'reference'>[];
  readonly attributes: Record<string, string>;
  /** The JSON of our own note. */
  own?: unknown;
  concepts?: readonly string[];
}

/** One document's annotations, gathered from its files: lines stand in any order, so all are read before any is used. */
export class AnnotationReading {
  readonly #offsets: Offsets;
  readonly #mentions: Located[] = [];
  readonly #relations: Placed<'relation'>[] = [];
  readonly #oldRelations: Placed<'note'>[] = [];
  readonly #told = new Map<string, Told>();
  readonly #names = new Set<string>();
  #located?: CodePointText;

  constructor(
    private readonly stem: string,
    private readonly text: string,
    private readonly reading: Reading,
  ) {
    this.#offsets = codePoints(text);
  }

  addFile({ name, text }: SourceFile): void {
    const passedOver = new Map<string, number>();
    text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .forEach((content, index) => {
        const parsed = parseBratLine(content);
        const place = { file: name, line: index + 1 };
        if (parsed.kind === 'mention') this.#addMention({ ...parsed, ...place });
        else if (parsed.kind === 'reference') {
          this.#of(parsed.target).references.push(parsed);
          this.#waiting.push({ ...place, target: parsed.target, name: content.split('\t')[0]! });
        } else if (parsed.kind === 'attribute')
          this.#of(parsed.target).attributes[parsed.type] = parsed.value;
        else if (parsed.kind === 'relation') this.#relations.push({ ...parsed, ...place });
        else if (parsed.kind === 'note') this.#addNote({ ...parsed, ...place });
        else if (parsed.kind === 'other') {
          if (!passedOver.has(parsed.letter)) passedOver.set(parsed.letter, index + 1);
        } else if (parsed.kind === 'broken') {
          if (parsed.isMention) this.reading.mentionCount++;
          this.#leaveOut(parsed.isMention, place, parsed.name, parsed.expected);
        }
      });
    for (const [letter, line] of passedOver)
      this.reading.warn(
        `${name}: lines that begin with ${letter} are not read: events and the like have no place here`,
        line,
        name,
      );
  }

  /** Normalisations, which need a mention. */
  readonly #waiting: { file: string; line: number; target: string; name: string }[] = [];

  #of(target: string): Told {
    const told = this.#told.get(target) ?? { references: [], attributes: {} };
    this.#told.set(target, told);
    return told;
  }

  #leaveOut(
    isMention: boolean,
    { file, line }: { file: string; line: number },
    name: string,
    why: string,
    fits?: Pair,
  ): void {
    const message = `${file}: ${name} is left out: ${why}`;
    if (isMention) this.reading.drop(message, line, file, { fits });
    else this.reading.warn(message, line, file);
  }

  #addMention(mention: Placed<'mention'>): void {
    this.reading.mentionCount++;
    const spans = this.#spansOf(mention);
    if (typeof spans === 'string') this.#leaveOut(true, mention, mention.name, spans, this.#nearest(mention));
    else if (this.#names.has(mention.name))
      this.#leaveOut(true, mention, mention.name, 'another annotation has that name; each needs its own');
    else {
      this.#names.add(mention.name);
      this.#mentions.push({ ...mention, spans });
    }
  }

  #spansOf({ pairs, words }: Placed<'mention'>): [Span, ...Span[]] | string {
    const spans = pairs.map((pair) => this.#offsets.span(pair));
    if (!spans.every((span) => span !== undefined))
      return `its offsets ${pairs.map((pair) => pair.join(' ')).join(';')} are not in the text of ${this.#offsets.pair({ start: 0, end: this.text.length })[1]} code points`;
    const sorted = (spans as Span[]).sort(bySpan) as [Span, ...Span[]];
    const squeezed = (some: string) => some.replace(/\s+/g, ' ');
    const found = sorted.map(({ start, end }) => this.text.slice(start, end)).join(' ');
    if (words !== undefined && squeezed(words) !== squeezed(found))
      return `it says "${words}", but the text says "${found}" there; offsets count code points, line breaks included`;
    return sorted;
  }

  /** Where else, near by, the text says what a mention of one stretch should cover. */
  #nearest({ pairs, words = '' }: Placed<'mention'>): Pair | undefined {
    if (pairs.length > 1) return undefined;
    this.#located ??= new CodePointText(this.text);
    return this.#located.nearest(words, this.#offsets.span([0, pairs[0]![0]])?.end ?? 0);
  }

  #addNote(note: Placed<'note'>): void {
    const told = this.#of(note.target);
    if (note.type === PERSON_NOTE) told.attributes['note'] = note.text;
    else if (note.type === CONCEPTS_NOTE) told.concepts = note.text.split(' ').map(idOfLine);
    else if (note.type === RELATION_NOTE) this.#oldRelations.push(note);
    else if (note.type === OWN_NOTE) {
      try {
        told.own = JSON.parse(note.text);
      } catch {
        this.#leaveOut(false, note, 'a note', `JSON was expected in a note of the type ${OWN_NOTE}`);
      }
    } else if (note.text !== '') told.attributes[note.type] = note.text;
  }

  get #about(): DocumentNote {
    return documentNote.safeParse(this.#told.get(DOCUMENT)?.own).data ?? {};
  }

  /** The concept that an N line names, as the document writes it; to be asked when all files were added. */
  idOf(reference: string): ConceptId {
    return idOfReference(reference, this.#about.bareMesh ?? false);
  }

  /** The document, when all its files were added. */
  finish(): AnnotatedDocument {
    const about = this.#about;
    const ends = new MentionEnds(this.text);
    const byName = new Map<string, EntityMention>();
    for (const each of this.#mentions) byName.set(each.name, this.#mentionOf(each, about.bareMesh ?? false));
    for (const { target, name, ...place } of this.#waiting)
      if (!byName.has(target))
        this.#leaveOut(false, place, name, '"Reference T1 ID" with a known T was expected');
    const relations = [...this.#betweenMentions(byName, ends), ...this.#ofDocument(about)];
    const mentions = this.#mentions.map((each) => {
      const mention = ends.named(byName.get(each.name)!);
      this.reading.sources.set(mention, each.line);
      return mention;
    });
    return {
      id: about.id ?? idOf(this.stem),
      text: this.text,
      ...(about.attributes && { attributes: about.attributes }),
      passages: about.passages ? passagesWith(about.passages, this.#offsets) : plainTextPassages(this.text),
      mentions: mentions.sort((a, b) => bySpan(a.spans[0], b.spans[0])),
      relations,
    };
  }

  #mentionOf({ name, type, spans }: Located, bareMesh: boolean): EntityMention {
    const told = this.#of(name);
    const words = spans.map(({ start, end }) => this.text.slice(start, end)).join(' ');
    const concepts = told.references.map(({ reference, words: column }): ConceptLink => {
      const preferred = nameIn(column, words);
      return { id: idOfReference(reference, bareMesh), ...(preferred !== undefined && { name: preferred }) };
    });
    const { attributes, ...details } = mentionNote.safeParse(told.own).data ?? {};
    return {
      spans,
      type,
      concepts,
      origin: 'gold',
      ...details,
      ...attributesOf(told.attributes, attributes),
    };
  }

  *#betweenMentions(byName: ReadonlyMap<string, EntityMention>, ends: MentionEnds): Generator<Relation> {
    const known = new Set<string>();
    for (const relation of this.#relations) {
      const [from, to] = relation.ends.map((end) => byName.get(end));
      if (from === undefined || to === undefined) {
        this.#leaveOut(false, relation, relation.name, '"TYPE Arg1:T1 Arg2:T2" with known Ts was expected');
        continue;
      }
      const told = this.#of(relation.name);
      const [subject, object] =
        told.concepts?.length === 2 ? told.concepts : [ends.endOf(from), ends.endOf(to)];
      const { attributes, type = relation.type, ...details } = relationNote.safeParse(told.own).data ?? {};
      // What brat says of many pairs of mentions we say once of their concepts.
      const key = JSON.stringify([type, subject, object]);
      if (told.concepts === undefined && known.has(key)) continue;
      known.add(key);
      const { lost: _, ...others } = relationWith(details, this.#offsets);
      const read: Relation = {
        type,
        subject: subject!,
        object: object!,
        ...others,
        ...attributesOf(told.attributes, attributes),
      };
      this.reading.sources.set(read, relation.line);
      yield read;
    }
  }

  /** Relations that no line of their own tells. */
  *#ofDocument({ relations = [] }: DocumentNote): Generator<Relation> {
    for (const { type, subject, object, ...details } of relations) {
      const { lost: _, ...others } = relationWith(details, this.#offsets);
      yield { type, subject, object, ...others };
    }
    for (const note of this.#oldRelations) {
      const [type, subject, object] = note.text.split(' ');
      if (type && subject && object) yield { type, subject, object, evidence: [], origin: 'gold' };
      else this.#leaveOut(false, note, 'a relation', 'a type and two concepts were expected');
    }
  }
}

/** Attributes of lines and of our note, as a property to spread; nothing where there are none. */
const attributesOf = (ofLines: Record<string, string>, ofNote: Record<string, string> = {}) => {
  const attributes = { ...ofLines, ...ofNote };
  return Object.keys(attributes).length > 0 ? { attributes } : {};
};
