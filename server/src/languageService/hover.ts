import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import { type Hover, MarkupKind } from 'vscode-languageserver-types';
import { type EntityMention, type Evidence, extent, type Origin, wording } from '../annotation/model';
import { relationVerb } from '../annotation/relationVerb';
import type { Terminologies } from '../terminology/terminologies';
import type { Annotator, DocumentAnnotations } from './annotator';
import { describeChoices, describeConcepts } from './conceptDetails';
import { nameOf, type RelationSide, relationsOf } from './concepts';
import { describeDecision } from './describeDecision';
import { type Markup, markdown, plainText } from './markup';
import { mentionsAt, toRange } from './ranges';

/** A hover is read at a glance: more relations are counted, and more evidence is left out. */
const mostRelations = 6;
const mostEvidence = 2;

/**
 * What is at a position: the mention's type and concept, who decided on it, what terminologies know of it, and its relations with the sentences that claim them.
 */
export class HoverProvider {
  constructor(
    private readonly annotator: Annotator,
    private readonly terminologies: { readonly current: Terminologies },
    private readonly format: MarkupKind = MarkupKind.Markdown,
  ) {}

  /** Undefined where nothing is annotated; where only a rejected mention stands, that is told of. Never waits for an analysis that is not done. */
  provideHover(document: TextDocument, position: Position): Hover | undefined {
    const annotations = this.annotator.current(document);
    const [mention] = [annotations.mentions, annotations.rejected?.mentions ?? []].flatMap((mentions) =>
      mentionsAt(document, mentions, position),
    );
    if (!mention) return undefined;
    const markup = this.format === MarkupKind.Markdown ? markdown : plainText;
    const value = describe(document.getText(), annotations, mention, this.terminologies.current, markup);
    return { contents: { kind: this.format, value }, range: toRange(document, extent(mention)) };
  }
}

function describe(
  text: string,
  annotations: DocumentAnnotations,
  mention: EntityMention,
  terminologies: Terminologies,
  markup: Markup,
): string {
  const decision = annotations.decisions?.get(mention);
  const origin = decision ? undefined : origins[mention.origin];
  const head = [
    markup.strong(wording(text, mention)),
    markup.text(mention.type),
    ...(origin ? [origin] : []),
    ...percent(mention.score),
  ].join(' · ');
  // What is no mention means nothing.
  if (annotations.rejected?.mentions.includes(mention))
    return [head, ...(decision ? describeDecision(decision, markup) : [])].join('\n\n');
  const sides = relationsOf(annotations.relations, mention);
  const shown = sides
    .slice(0, mostRelations)
    .map((side) => describeRelation(text, annotations, side, markup));
  const rest = sides.length - shown.length;
  return [
    head,
    ...(decision ? describeDecision(decision, markup) : []),
    ...describeConcepts(mention, terminologies, markup),
    ...describeChoices(text, mention, terminologies, markup),
    ...(shown.length > 0 ? [markup.rule] : []),
    ...shown,
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Where the mark comes from, unless a model predicted it. */
const origins: Readonly<Partial<Record<Origin, string>>> = {
  dictionary: 'by its name',
  user: 'your word',
};

function describeRelation(
  text: string,
  { mentions, decisions, added }: DocumentAnnotations,
  { relation, from }: RelationSide,
  markup: Markup,
): string {
  const to = from === 'subject' ? 'object' : 'subject';
  const verb = relationVerb(relation.type, from, relation.negated);
  const other = markup.strong(nameOf(text, mentions, relation, to));
  const claim = [`${markup.text(verb)} ${other}`, ...percent(relation.score)].join(' · ');
  const sentences = relation.evidence.slice(0, mostEvidence).map((one) => quote(text, one, markup));
  const decision = decisions?.get(relation);
  const decided = decision ? describeDecision(decision, markup, !added?.has(relation)) : [];
  return [claim, ...decided, ...sentences].join('\n\n');
}

/** The evidence's sentence with both mentions set off. */
function quote(text: string, { sentence, subject, object }: Evidence, markup: Markup): string {
  let at = sentence.start;
  let quoted = '';
  for (const { start, end } of [subject, object].sort((a, b) => a.start - b.start)) {
    // A mention outside the sentence (a relation told over two of them) or inside the other one is not marked twice.
    if (start < at || end > sentence.end) continue;
    quoted += markup.text(text.slice(at, start)) + markup.strong(text.slice(start, end));
    at = end;
  }
  return markup.quote(quoted + markup.text(text.slice(at, sentence.end)));
}

const percent = (score?: number): string[] => (score === undefined ? [] : [`${Math.round(score * 100)} %`]);
