import { type EntityMention, type Relation, wording } from '../../annotation/model';
import { CodePointIndex } from '../../text/codePoints';
import type { Span } from '../../text/span';
import { codePoints } from '../offsets';
import { assembleText } from './fromBioC';
import { mentionInfons } from './mentionInfons';
import type { BioCDocument, BioCLocation, BioCPassage, Infons } from './model';
import { relationInfons } from './relationInfons';

/** Where corpora keep a mention's ids, as the reader looks for them. */
const identifierNames = ['identifier', 'Identifier', 'MESH', 'OMIM'];

/** What mentions and relations of a document are in its file: places counted as the file counts them, infons as those beside them are. */
export class Rendering {
  readonly #text: string;
  readonly #placed;
  readonly #offsets;

  constructor(private readonly bioc: BioCDocument) {
    const { text, placed } = assembleText(bioc.passages);
    this.#text = text;
    this.#placed = placed.map(({ source, start }) => ({
      source,
      span: { start, end: start + source.text.length },
      codePoints: new CodePointIndex(source.text),
    }));
    this.#offsets = codePoints(text);
  }

  words(mention: EntityMention): string {
    return wording(this.#text, mention);
  }

  /** A passage need not begin where the one before it ends: its own offset counts. */
  locations({ spans }: EntityMention): BioCLocation[] {
    return spans.map(({ start, end }) => {
      const from = this.#inFile(start);
      return { offset: from, length: this.#inFile(end - 1) + 1 - from };
    });
  }

  /** The passage or sentence that a mention begins in, by its number among all that hold text. */
  home({ spans: [{ start }] }: EntityMention): { readonly source: BioCPassage; readonly offset: number } {
    const { source } = this.#at(start);
    return { source, offset: source.offset };
  }

  /** As another mention of the type says it, where one is there. */
  newMention(mention: EntityMention): Infons {
    const infons = mentionInfons(mention);
    const sibling = this.#annotations().find(
      (each) => each.infons['type'] === mention.type && nameOfIds(each.infons),
    );
    const name = sibling && nameOfIds(sibling.infons);
    return name ? renamed(infons, 'identifier', name) : infons;
  }

  /** @param old as the file has them */
  mentionAfter(old: Infons, before: EntityMention, now: EntityMention): Infons {
    const name = nameOfIds(old) ?? 'identifier';
    const [was, is] = [before, now].map((each) => renamed(mentionInfons(each), 'identifier', name));
    return withDifferences(old, was!, is!);
  }

  newRelation(relation: Relation): Infons {
    const infons = relationInfons(relation, this.#offsets);
    const sibling = this.#relations().find(({ infons: each }) => each['Chemical'] && each['Disease']);
    if (!sibling || sibling.infons['entity1'] !== undefined) return infons;
    const { type, entity1, entity2, ...others } = infons;
    const named = { Chemical: entity1!, Disease: entity2! };
    return sibling.infons['type'] === undefined
      ? { relation: type!, ...named, ...others }
      : { type: type!, ...named, ...others };
  }

  relationAfter(old: Infons, before: Relation, now: Relation): Infons {
    const [was, is] = [before, now].map((each) => relationInfons(each, this.#offsets));
    return withDifferences(old, was!, is!);
  }

  /** An id that no annotation or relation of the document has, made as theirs are: `T7`, `12`. */
  newId(kind: 'annotation' | 'relation', taken: Set<string>): string {
    const own = kind === 'annotation' ? this.#annotations() : this.#relations();
    for (const { id } of [...this.#annotations(), ...this.#relations()]) taken.add(id);
    const last = own.map(({ id }) => /^(.*?)\d+$/.exec(id)?.[1]).findLast((each) => each !== undefined);
    const prefix = last ?? (kind === 'annotation' ? '' : 'R');
    const numbers = [...taken].flatMap((id) => {
      const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN;
      return Number.isSafeInteger(number) ? [number] : [];
    });
    const id = `${prefix}${Math.max(0, ...numbers) + 1}`;
    taken.add(id);
    return id;
  }

  #annotations() {
    const { annotations, passages } = this.bioc;
    return [
      ...annotations,
      ...passages.flatMap((each) => [
        ...each.annotations,
        ...each.sentences.flatMap((inner) => inner.annotations),
      ]),
    ];
  }

  #relations() {
    const { relations, passages } = this.bioc;
    return [
      ...relations,
      ...passages.flatMap((each) => [
        ...each.relations,
        ...each.sentences.flatMap((inner) => inner.relations),
      ]),
    ];
  }

  #inFile(unit: number): number {
    const { source, span, codePoints: index } = this.#at(unit);
    return source.offset + index.fromUtf16(unit - span.start);
  }

  #at(unit: number) {
    const home = this.#placed.find(({ span }: { span: Span }) => span.start <= unit && unit < span.end);
    return home ?? this.#placed[this.#placed.length - 1]!;
  }
}

const nameOfIds = (infons: Infons): string | undefined =>
  identifierNames.find((name) => infons[name] !== undefined);

const renamed = (infons: Infons, from: string, to: string): Infons =>
  Object.fromEntries(Object.entries(infons).map(([name, value]) => [name === from ? to : name, value]));

/** What differs is written, and nothing else. */
function withDifferences(old: Infons, was: Infons, is: Infons): Infons {
  const now: Record<string, string> = { ...old };
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)]))
    if (was[name] !== is[name]) {
      if (is[name] === undefined) delete now[name];
      else now[name] = is[name];
    }
  return now;
}
