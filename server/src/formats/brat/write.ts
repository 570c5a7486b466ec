import type { AnnotatedDocument, Attributes, EntityMention, Relation } from '../../annotation/model';
import { wording } from '../../annotation/model';
import { plainTextPassages } from '../../text/plainText';
import { detailsOfMention, detailsOfRelation, plainPassages } from '../details';
import type { SourceFile } from '../format';
import { codePoints, type Offsets } from '../offsets';
import { onOneLine } from '../onOneLine';
import { fileNameOf, idOf } from './fileName';
import {
  CONCEPTS_NOTE,
  DOCUMENT,
  type DocumentNote,
  idForLine,
  OWN_NOTE,
  PERSON_NOTE,
  plainName,
} from './notes';
import { hasBareMesh, nameColumn, nameIn, referenceOf } from './references';
import { StandIns } from './standIns';

/**
 * Writes each document as `.txt` and `.ann`, offsets in code points. A relation stands between two mentions of its concepts, the first that name them alone
 * where there are such, and a note on its line says which concepts are meant. What brat has no line for is told in notes.
 * Documents of the same name get a number, so that none is overwritten.
 * @param taken names of files, in small letters, with how many documents have wanted them; those of these documents are added
 * @see https://brat.nlplab.org/standoff.html
 */
export function writeBrat(
  documents: readonly AnnotatedDocument[],
  taken = new Map<string, number>(),
): SourceFile[] {
  return documents.flatMap((document) => {
    const name = fileNameOf(document.id);
    // Some file systems do not tell capitals apart.
    const times = (taken.get(name.toLowerCase()) ?? 0) + 1;
    taken.set(name.toLowerCase(), times);
    const stem = times === 1 ? name : `${name}~${times}`;
    return [
      { name: `${stem}.txt`, text: document.text },
      { name: `${stem}.ann`, text: new AnnotationFile(document, stem).written() },
    ];
  });
}

const typeName = (type: string): string => type.replace(/[^\p{L}\p{N}_-]/gu, '_') || '_';
/** One `.ann` file: lines are numbered by their kinds. */
class AnnotationFile {
  readonly #offsets: Offsets;
  readonly #bareMesh: boolean;
  readonly #lines: string[] = [];
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly document: AnnotatedDocument,
    private readonly stem: string,
  ) {
    this.#offsets = codePoints(document.text);
    this.#bareMesh = hasBareMesh(document.mentions);
  }

  written(): string {
    const { mentions, relations } = this.document;
    for (const mention of mentions) this.#mention(mention);
    const standIns = new StandIns(mentions);
    const homeless = relations.filter((relation) => {
      const ends = standIns.of(relation);
      if (ends !== undefined) this.#relation(relation, ends);
      return ends === undefined;
    });
    this.#documentNote(homeless);
    return this.#lines.map((line) => `${line}\n`).join('');
  }

  /** Adds a line and gives its name: `T1`, `#12`. */
  #line(kind: string, columns: string): string {
    const number = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, number);
    this.#lines.push(`${kind}${number}\t${columns}`);
    return `${kind}${number}`;
  }

  #mention(mention: EntityMention): void {
    const { text } = this.document;
    const words = wording(text, mention);
    const places = mention.spans.map((span) => this.#offsets.pair(span).join(' ')).join(';');
    const target = this.#line('T', `${typeName(mention.type)} ${places}\t${onOneLine(words)}`);
    for (const concept of mention.concepts) {
      const reference = referenceOf(concept.id, this.#bareMesh);
      this.#line('N', `Reference ${target} ${reference}\t${nameColumn(concept, words)}`);
    }
    const attributes = this.#attributes(target, mention.attributes);
    const { concepts = [], ...details } = detailsOfMention(mention, ['attributes']);
    const told = concepts.every(
      ({ name, score }) => score === undefined && nameIn(nameColumn({ id: '', name }, words), words) === name,
    );
    this.#note(target, {
      ...(typeName(mention.type) !== mention.type && { type: mention.type }),
      ...(!told && { concepts }),
      ...details,
      ...attributes,
    });
  }

  /** Attributes that brat has lines for; the others are given back. brat shows those of mentions alone. */
  #attributes(target: string, all: Attributes | undefined): { attributes?: Attributes } {
    const others = Object.entries(all ?? {}).filter(([name, value]) => {
      if (name === 'note' && value.trim() === value && /^[^\r\n\t]+$/.test(value))
        this.#line('#', `${PERSON_NOTE} ${target}\t${value}`);
      else if (target.startsWith('T') && plainName.test(name) && /^\S*$/.test(value))
        this.#line('A', `${name} ${target}${value === '' ? '' : ` ${value}`}`);
      else return true;
      return false;
    });
    return others.length > 0 ? { attributes: Object.fromEntries(others) } : {};
  }

  #relation(relation: Relation, [from, to]: readonly [number, number]): void {
    const { type, subject, object } = relation;
    const target = this.#line('R', `${typeName(type)} Arg1:T${from + 1} Arg2:T${to + 1}`);
    this.#line('#', `${CONCEPTS_NOTE} ${target}\t${idForLine(subject)} ${idForLine(object)}`);
    const attributes = this.#attributes(target, relation.attributes);
    this.#note(target, {
      ...(typeName(type) !== type && { type }),
      ...detailsOfRelation(relation, this.#offsets, ['attributes']),
      ...attributes,
    });
  }

  #documentNote(homeless: readonly Relation[]): void {
    const { id, text, attributes, passages } = this.document;
    const plain = JSON.stringify(passages) === JSON.stringify(plainTextPassages(text));
    this.#note(DOCUMENT, {
      ...(idOf(this.stem) !== id && { id }),
      ...(attributes && { attributes }),
      ...(!plain && { passages: plainPassages(passages, this.#offsets) }),
      ...(this.#bareMesh && { bareMesh: true }),
      ...(homeless.length > 0 && {
        relations: homeless.map((relation) => ({
          type: relation.type,
          subject: relation.subject,
          object: relation.object,
          ...detailsOfRelation(relation, this.#offsets),
        })),
      }),
    } satisfies DocumentNote);
  }

  #note(target: string, told: object): void {
    if (Object.keys(told).length > 0) this.#line('#', `${OWN_NOTE} ${target}\t${JSON.stringify(told)}`);
  }
}
