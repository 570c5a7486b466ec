import { type Concept, Other, type Source } from '../concept';
import { keyOf, keyWords, uninverted } from '../names/nameKey';
import { conceptIds } from './conceptIds';
import { GrowingNumbers, GrowingText } from './growing';
import { KeyTable } from './keyTable';
import { type Meta, NameKind } from './layout';
import { type SectionsToWrite, writeSections } from './write';

const Tree = 3;
const Xref = 4;
const Note = 5;
type TextKind = NameKind | typeof Tree | typeof Xref | typeof Note;

/** Types are bits of a number while the index is built. */
const mostTypes = 30;
const mostTypeSets = 256;

/**
 * Gathers concepts and compiles them. Concepts of the same id are one: the first preferred name stays, later ones are synonyms. Everything is
 * kept in flat arrays, about 1.2 times the bytes of the names.
 */
export class IndexBuilder {
  readonly #numbers = new Map<string, number>();
  readonly #types: string[] = [];
  readonly #typeBits = new GrowingNumbers();
  /** Number of the source that last spoke of a concept. */
  readonly #spokenBy = new GrowingNumbers();
  readonly #text = new GrowingText();
  readonly #textStart = new GrowingNumbers();
  readonly #textConcept = new GrowingNumbers();
  readonly #textKind = new GrowingNumbers();
  readonly #named = new GrowingNumbers();
  readonly #sources: Source[] = [];

  /** Later concepts come from this source. */
  beginSource(source: Source): void {
    this.#sources.push(source);
  }

  /** What became known of the current source after its beginning. */
  amendSource(more: Partial<Source>): void {
    this.#sources.push({ ...this.#sources.pop()!, ...more });
  }

  /**
   * @returns false where the current source gave a concept of this id already; the two are put together
   * @throws where there are more than 30 types
   */
  add(concept: Concept): boolean {
    const known = this.#numbers.get(concept.id);
    const number = known ?? this.#begin(concept.id);
    const isNew = known === undefined || this.#spokenBy.get(number) !== this.#sources.length;
    this.#spokenBy.set(number, this.#sources.length);
    this.#typeBits.set(number, this.#typeBits.get(number) | this.#bitsOf(concept.types));
    if (concept.preferredName !== '') {
      this.#put(
        number,
        this.#named.get(number) ? NameKind.synonym : NameKind.preferred,
        concept.preferredName,
      );
      this.#named.set(number, 1);
    }
    for (const name of concept.synonyms) this.#put(number, NameKind.synonym, name);
    for (const name of concept.looseNames ?? []) this.#put(number, NameKind.loose, name);
    for (const tree of concept.treeNumbers ?? []) this.#put(number, Tree, tree);
    for (const xref of concept.xrefs ?? []) this.#put(number, Xref, xref);
    if (concept.scopeNote) this.#put(number, Note, concept.scopeNote);
    return isNew;
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }

  #begin(id: string): number {
    const number = this.#numbers.size;
    // A copy: a string cut out of a chunk would keep the chunk.
    this.#numbers.set(Buffer.from(id, 'utf8').toString('utf8'), number);
    this.#typeBits.push(0);
    this.#spokenBy.push(0);
    this.#named.push(0);
    return number;
  }

  #bitsOf(types: readonly string[]): number {
    let bits = 0;
    for (const type of types) {
      let bit = this.#types.indexOf(type);
      if (bit < 0) {
        if (this.#types.length === mostTypes)
          throw new Error(`"${type}" is one type more than the ${mostTypes} that an index can hold`);
        bit = this.#types.push(type) - 1;
      }
      bits |= 1 << bit;
    }
    return bits;
  }

  #put(concept: number, kind: TextKind, text: string): void {
    this.#textStart.push(this.#text.length);
    this.#textConcept.push(concept);
    this.#textKind.push(kind);
    this.#text.push(text);
  }

  /**
   * Compiles. Equal concepts in any order of their ids give equal bytes. Of a concept's names with one key the first is kept; concepts
   * without a name are left out. Afterwards the builder is empty: what it gathered would be in memory twice.
   */
  build(name: string): { bytes: Uint8Array; concepts: number; names: number; nameless: number } {
    const ids = [...this.#numbers].filter(([, number]) => this.#named.get(number) === 1);
    const nameless = this.#numbers.size - ids.length;
    ids.sort(([a], [b]) => (a < b ? -1 : 1));
    const textsOf = this.#textsByConcept();

    const nameText = new GrowingText();
    const nameStart = new GrowingNumbers();
    const nameKind = new GrowingNumbers();
    const firstName = new GrowingNumbers();
    const keys = new KeyTable();
    const lists = [Tree, Xref, Note].map((kind) => ({
      kind,
      text: new GrowingText(),
      start: new GrowingNumbers(),
    }));
    const typeSets = new TypeSets(this.#types);
    const typeSet = new Uint8Array(ids.length);

    for (const [row, [, number]] of ids.entries()) {
      const texts = textsOf(number);
      typeSet[row] = typeSets.place(this.#typeBits.get(number));
      firstName.push(nameKind.length);
      const seen = new Set<string>();
      for (const kind of [NameKind.preferred, NameKind.synonym, NameKind.loose]) {
        for (const text of texts.get(kind) ?? []) {
          const words = keyWords(uninverted(text));
          const key = keyOf(words);
          if (seen.has(key) || (key === '' && kind !== NameKind.preferred)) continue;
          seen.add(key);
          if (key !== '') keys.add(key, words, nameKind.length);
          nameStart.push(nameText.length);
          nameText.push(text);
          nameKind.push(kind);
        }
      }
      for (const { kind, text, start } of lists) {
        start.push(text.length);
        const values = [...new Set(texts.get(kind as TextKind) ?? [])];
        text.push(kind === Note ? (values[0] ?? '') : values.sort().join('|'));
      }
    }
    nameStart.push(nameText.length);
    firstName.push(nameKind.length);
    this.#text.release();
    this.#numbers.clear();

    const { idPrefixes, ...idSections } = conceptIds(ids.map(([id]) => id));
    const meta: Meta = { name, sources: this.#sources, typeSets: typeSets.sets, idPrefixes };
    const [trees, xrefs, notes] = lists.map(({ text, start }) => {
      if (text.length === 0) return { text: new Uint8Array(0), start: new Uint32Array(0) };
      start.push(text.length);
      return { text, start: start.view() };
    });
    const sections: SectionsToWrite = {
      meta: Buffer.from(JSON.stringify(meta), 'utf8'),
      nameText,
      nameStart: nameStart.view(),
      nameKind: Uint8Array.from(nameKind.view()),
      firstName: firstName.view(),
      typeSet,
      ...idSections,
      ...keys.sections(),
      treeText: trees!.text,
      treeStart: trees!.start,
      xrefText: xrefs!.text,
      xrefStart: xrefs!.start,
      noteText: notes!.text,
      noteStart: notes!.start,
    };
    return {
      bytes: writeSections(sections, ids.length),
      concepts: ids.length,
      names: nameKind.length,
      nameless,
    };
  }

  /** Texts of a concept by kind, in the order they came in. */
  #textsByConcept(): (concept: number) => Map<TextKind, string[]> {
    const concepts = this.#textConcept.view();
    const first = new Uint32Array(this.#numbers.size + 1);
    for (const concept of concepts) first[concept + 1]!++;
    for (let i = 0; i < this.#numbers.size; i++) first[i + 1]! += first[i]!;
    const next = first.slice();
    const order = new Uint32Array(concepts.length);
    for (let i = 0; i < concepts.length; i++) order[next[concepts[i]!]!++] = i;
    return (concept) => {
      const texts = new Map<TextKind, string[]>();
      for (let i = first[concept]!; i < first[concept + 1]!; i++) {
        const at = order[i]!;
        const end = at + 1 < concepts.length ? this.#textStart.get(at + 1) : this.#text.length;
        const text = this.#text.slice(this.#textStart.get(at), end);
        const kind = this.#textKind.get(at) as TextKind;
        const others = texts.get(kind);
        if (others) others.push(text);
        else texts.set(kind, [text]);
      }
      return texts;
    };
  }
}

/** Sets of types that occur, each once, in order of first use. */
class TypeSets {
  readonly sets: string[][] = [];
  readonly #places = new Map<number, number>();

  constructor(private readonly types: readonly string[]) {}

  place(bits: number): number {
    const known = this.#places.get(bits);
    if (known !== undefined) return known;
    if (this.sets.length === mostTypeSets)
      throw new Error(`there are more than ${mostTypeSets} combinations of types; give concepts fewer types`);
    const all = this.types.filter((_, bit) => bits & (1 << bit)).sort();
    // One source may know what another does not.
    const set = all.length > 1 ? all.filter((type) => type !== Other) : all;
    const place = this.sets.push(set) - 1;
    this.#places.set(bits, place);
    return place;
  }
}
