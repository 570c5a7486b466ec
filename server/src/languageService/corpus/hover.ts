import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import {
  type AnnotatedDocument,
  type EntityMention,
  extent,
  type Relation,
  wording,
} from '../../annotation/model';
import { relationVerb } from '../../annotation/relationVerb';
import type { Terminologies } from '../../terminology/terminologies';
import { describeConcepts } from '../conceptDetails';
import { nameOf } from '../concepts';
import type { HoverProvider } from '../hover';
import { type Markup, markdown, plainText } from '../markup';
import { type AtPlace, atPlace, type Corpora, mentionOf, rangeIn } from './corpora';

/** Of the text around a mention, on either side, in UTF-16 units. */
const quoted = 80;
const mostNames = 4;

/**
 * What a corpus file says at a place: of an id the concept, of an annotation's line where in the text it stands, and of a word in the text what the
 * file says of it beside what the model does.
 */
export class CorpusHoverProvider {
  readonly #markup: Markup;

  constructor(
    private readonly corpora: Corpora,
    private readonly terminologies: { readonly current: Terminologies },
    private readonly model: HoverProvider,
    private readonly format: MarkupKind,
  ) {
    this.#markup = format === MarkupKind.Markdown ? markdown : plainText;
  }

  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const file = this.corpora.of(document);
    const place = file && atPlace(file, document, position);
    if (!place) return undefined;
    const { stretch, id, statement } = place;
    if (id) return this.#hover(this.#describeId(place, id.id), rangeIn(document, stretch, id.span));
    if (place.inText !== undefined) return this.#inText(document, position, place);
    const read = place.layout.document;
    if (!statement?.annotation || !read) return undefined;
    const range = rangeIn(document, stretch, statement.span);
    return 'spans' in statement.annotation
      ? this.#hover(this.#describeMention(read, statement.annotation, true), range)
      : this.#hover([this.#describeRelation(read, statement.annotation)], range);
  }

  #hover(paragraphs: readonly string[], range: Hover['range']): Hover {
    return {
      contents: { kind: this.format, value: paragraphs.filter((each) => each !== '').join('\n\n') },
      range,
    };
  }

  #describeId({ layout }: AtPlace, id: string): string[] {
    const names = (layout.document?.mentions ?? [])
      .filter(({ concepts }) => concepts.some((each) => each.id === id))
      .map((mention) => wording(layout.document!.text, mention));
    const different = [...new Set(names)].slice(0, mostNames).map((name) => this.#markup.strong(name));
    const here = mentionOf(layout, id)
      ? `Here: ${different.join(', ')}${names.length > 1 ? ` (${names.length} mentions)` : ''}`
      : 'No mention of this document has it.';
    return [...describeConcepts({ concepts: [{ id }] }, this.terminologies.current, this.#markup), here];
  }

  /** What the file says, and what the model does. */
  #inText(
    document: TextDocument,
    position: Position,
    { stretch, layout, inText = 0 }: AtPlace,
  ): Hover | undefined {
    const read = layout.document;
    const gold = (read?.mentions ?? [])
      .filter(({ spans }) => spans.some(({ start, end }) => start <= inText && inText <= end))
      .sort((a, b) => lengthOf(a) - lengthOf(b))[0];
    const model = this.model.provideHover(document, position);
    if (!gold || !read)
      return model && { ...model, contents: this.#told('Model', model, 'The file marks nothing here.') };
    const [first] = layout.text.inFile(gold.spans[0]);
    const own = ['Gold', ...this.#describeMention(read, gold, false)];
    const said = model
      ? [this.#markup.rule, this.#told('Model', model).value]
      : [this.#markup.rule, 'The model marks nothing here.'];
    return this.#hover(
      [own.slice(0, 2).join(': '), ...own.slice(2), ...said],
      first && rangeIn(document, stretch, first),
    );
  }

  #told(who: string, { contents }: Hover, ...further: string[]): { kind: MarkupKind; value: string } {
    const { value } = contents as { value: string };
    return { kind: this.format, value: [`${who}: ${value}`, ...further].join('\n\n') };
  }

  #describeMention(read: AnnotatedDocument, mention: EntityMention, withText: boolean): string[] {
    const { text, relations } = read;
    const head = [this.#markup.strong(wording(text, mention)), this.#markup.text(mention.type)].join(' · ');
    const ids = new Set(mention.concepts.map(({ id }) => id));
    const own = relations.filter(({ subject, object }) => ids.has(subject) || ids.has(object));
    return [
      head,
      ...describeConcepts(mention, this.terminologies.current, this.#markup),
      ...own.slice(0, mostNames).map((relation) => this.#describeRelation(read, relation)),
      ...(withText ? [this.#quote(text, mention)] : []),
    ];
  }

  #describeRelation(read: AnnotatedDocument, relation: Relation): string {
    const [subject, object] = (['subject', 'object'] as const).map((end) =>
      this.#markup.strong(nameOf(read.text, read.mentions, relation, end)),
    );
    return `${subject} ${this.#markup.text(relationVerb(relation.type, 'subject', relation.negated))} ${object}`;
  }

  #quote(text: string, mention: EntityMention): string {
    const { start, end } = extent(mention);
    const from = Math.max(0, start - quoted);
    const to = Math.min(text.length, end + quoted);
    const [before, after] = [text.slice(from, start), text.slice(end, to)].map((part) =>
      this.#markup.text(part),
    );
    const words = this.#markup.strong(text.slice(start, end));
    return this.#markup.quote(
      `${from > 0 ? '… ' : ''}${before}${words}${after}${to < text.length ? ' …' : ''}`,
    );
  }
}

const lengthOf = (mention: EntityMention): number => extent(mention).end - extent(mention).start;
