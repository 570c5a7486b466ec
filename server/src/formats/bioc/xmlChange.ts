import type { EntityMention, Relation } from '../../annotation/model';
import { isMention, sayersOf } from '../layout/change';
import type { DocumentChange, ReadableLayout, Replacement } from '../layout/layout';
import type { BioCLocation, Infons } from './model';
import { Rendering } from './rendering';
import { all, documentOf, type Element, escaped, escapedAttribute, infonElement, readElements } from './xml';

/** Elements `annotation` and `relation`; new ones stand in the passage that they begin in, and where the document's relations are. */
export function changeBioCXml(
  stretch: string,
  layout: ReadableLayout,
  change: DocumentChange,
): Replacement[] {
  let document: Element | undefined;
  readElements(stretch, (element) => {
    document ??= element;
  });
  if (!document) return [];
  const rendering = new Rendering(documentOf(document));
  const xml = new XmlChange(stretch);
  const holders = holdersIn(document);
  const elements = sayersOf(
    layout,
    holders.flatMap((holder) => [...all(holder, 'annotation'), ...all(holder, 'relation')]),
    ({ place }) => place.start,
  );
  for (const each of change.removed) {
    const element = elements.get(each);
    if (element) xml.remove(element);
  }
  for (const [before, now] of change.replaced) {
    const element = elements.get(before);
    if (!element) continue;
    const infons = infonsOf(element);
    if (!isMention(now)) {
      xml.setInfons(element, infons, rendering.relationAfter(infons, before as Relation, now as Relation));
      continue;
    }
    xml.setInfons(element, infons, rendering.mentionAfter(infons, before as EntityMention, now));
    if (JSON.stringify((before as EntityMention).spans) === JSON.stringify(now.spans)) continue;
    xml.setLocations(all(element, 'location'), rendering.locations(now));
    const [text] = all(element, 'text');
    if (text) xml.setText(text, rendering.words(now));
  }
  const taken = new Set<string>();
  for (const each of change.added) {
    const name = isMention(each) ? 'annotation' : 'relation';
    const siblings = holders.flatMap((holder) => all(holder, name));
    const id = rendering.newId(name, taken);
    const parts = isMention(each)
      ? [
          ...infonElements(rendering.newMention(each)),
          ...rendering.locations(each).map(locationElement),
          `<text>${escaped(rendering.words(each))}</text>`,
        ]
      : infonElements(rendering.newRelation(each));
    const holder = isMention(each)
      ? holderOf(holders, rendering.home(each), stretch)
      : (holders.findLast((other) => all(other, 'relation').length > 0) ?? document);
    xml.insert(holder, name, id, parts, siblings.at(-1));
  }
  return xml.replacements;
}

/** What of the document holds annotations and relations: itself, its passages, their sentences. */
const holdersIn = (document: Element): Element[] => [
  document,
  ...all(document, 'passage').flatMap((passage) => [passage, ...all(passage, 'sentence')]),
];

function holderOf(
  holders: readonly Element[],
  { offset, source }: ReturnType<Rendering['home']>,
  stretch: string,
) {
  const isIt = (holder: Element) =>
    Number(all(holder, 'offset')[0]?.text) === offset && all(holder, 'text')[0]?.text === source.text;
  return holders.slice(1).find(isIt) ?? holders.find(({ place }) => place.end <= stretch.length)!;
}

const infonsOf = (element: Element): Infons =>
  Object.fromEntries(all(element, 'infon').map(({ attributes, text }) => [attributes['key'] ?? '', text]));

const infonElements = (infons: Infons): string[] =>
  Object.entries(infons).map(([key, value]) => infonElement(key, value));

const locationElement = ({ offset, length }: BioCLocation): string =>
  `<location offset="${offset}" length="${length}"/>`;

/** Replacements in a document's XML, collected: what they do not touch stays as it is written. */
class XmlChange {
  readonly replacements: Replacement[] = [];

  constructor(private readonly source: string) {}

  /** With the blanks before it. */
  remove({ place }: Element): void {
    this.#replace(place.start - this.#gapBefore(place.start).length, place.end, '');
  }

  setInfons(element: Element, was: Infons, is: Infons): void {
    const old = all(element, 'infon');
    const after = old.at(-1);
    for (const infon of old) {
      const key = infon.attributes['key'] ?? '';
      if (is[key] === undefined) this.remove(infon);
      else if (is[key] !== was[key]) this.setText(infon, is[key], infonElement(key, is[key]));
    }
    const fresh = infonElements(
      Object.fromEntries(Object.entries(is).filter(([key]) => was[key] === undefined)),
    );
    const at = after?.place.end ?? element.content.start;
    const gap = after ? this.#gapBefore(after.place.start) : '';
    if (fresh.length > 0) this.#replace(at, at, fresh.map((each) => gap + each).join(''));
  }

  setLocations(old: readonly Element[], locations: readonly BioCLocation[]): void {
    const [first, last] = [old[0], old.at(-1)];
    if (!first || !last) return;
    if (old.length === locations.length)
      old.forEach((element, index) => {
        this.#setAttribute(element, 'offset', locations[index]!.offset);
        this.#setAttribute(element, 'length', locations[index]!.length);
      });
    else {
      const gap = this.#gapBefore(first.place.start);
      this.#replace(first.place.start, last.place.end, locations.map(locationElement).join(gap));
    }
  }

  /** @param whole the element, for one that is closed at once */
  setText(
    { name, place, content }: Element,
    text: string,
    whole = `<${name}>${escaped(text)}</${name}>`,
  ): void {
    if (content.start === place.end) this.#replace(place.start, place.end, whole);
    else this.#replace(content.start, content.end, escaped(text));
  }

  /** Behind the last of its kind, or behind what has to stand before. @param sibling another of its kind, whose shape it takes */
  insert(
    holder: Element,
    name: string,
    id: string,
    parts: readonly string[],
    sibling: Element | undefined,
  ): void {
    const before =
      all(holder, name).at(-1) ??
      (name === 'annotation' ? (all(holder, 'text')[0] ?? all(holder, 'infon').at(-1)) : undefined) ??
      holder.children.at(-1);
    const at = before?.place.end ?? holder.content.start;
    const gap = before ? this.#gapBefore(before.place.start) : '';
    const [first] = sibling?.children ?? [];
    const inner = first ? this.#gapBefore(first.place.start) : '';
    const close = sibling && first ? this.#gapBefore(sibling.content.end) : '';
    // Where siblings stand in another passage, their indentation is theirs.
    const shape = (part: string) => inner + part;
    this.#replace(
      at,
      at,
      `${gap}<${name} id="${escapedAttribute(id)}">${parts.map(shape).join('')}${close}</${name}>`,
    );
  }

  #setAttribute({ place, content }: Element, name: string, value: number): void {
    const tag = this.source.slice(place.start, content.start);
    const match = new RegExp(`(\\s${name}\\s*=\\s*)(["'])(.*?)\\2`, 's').exec(tag);
    if (!match) return;
    const start = place.start + match.index + match[1]!.length + 1;
    if (match[3] !== String(value)) this.#replace(start, start + match[3]!.length, String(value));
  }

  #gapBefore(at: number): string {
    return /\s*$/.exec(this.source.slice(Math.max(0, at - 200), at))![0];
  }

  #replace(start: number, end: number, newText: string): void {
    // What comes in at one place comes in together.
    const there = this.replacements.findIndex(
      ({ span }) => start === end && span.start === start && span.end === end,
    );
    const before = this.replacements[there];
    if (before) this.replacements[there] = { ...before, newText: before.newText + newText };
    else this.replacements.push({ span: { start, end }, newText });
  }
}
