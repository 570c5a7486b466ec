import type { GraphEvidence, GraphRelation } from '../../../server/src/protocol/knowledgeGraph';
import { relationVerb } from '../../../server/src/protocol/vocabulary';
import type { Place } from '../graph/messages';
import { count } from '../page/count';
import { element, percent } from '../page/dom';
import type { Selected } from './drawing';
import { type IndexedConcept, type IndexedGraph, sureness } from './graphIndex';
import { kindMark } from './theme';

export interface DetailsEvents {
  select(selected: Selected): void;
  open(document: number, places: readonly Place[]): void;
}

/** Longer lists are cut; exports have everything. */
const mostListed = 60;

/** What is known of the selected concept or relation, with buttons that lead to the documents. */
export class Details {
  readonly root = element('aside', { class: 'details', 'aria-label': 'Details' });

  constructor(private readonly events: DetailsEvents) {}

  show(index: IndexedGraph, { concept, relation }: Selected): void {
    const known = concept === undefined ? undefined : index.concepts.get(concept);
    const claimed = relation === undefined ? undefined : index.graph.relations[relation];
    if (known) this.root.replaceChildren(...this.#concept(index, known));
    else if (claimed) this.root.replaceChildren(...this.#relation(index, claimed));
    else this.root.replaceChildren(hint());
    this.root.scrollTop = 0;
  }

  /** Puts the keyboard's focus on what leads to the evidence. */
  focus(): void {
    const button =
      this.root.querySelector<HTMLElement>('button.evidence') ?? this.root.querySelector('button');
    button?.focus();
  }

  #concept(index: IndexedGraph, indexed: IndexedConcept): Node[] {
    const { concept, type, kind, relations, unlinked } = indexed;
    const sorted = [...relations].sort(
      (a, b) => sureness(index.graph.relations[b]) - sureness(index.graph.relations[a]),
    );
    const { documents } = index.graph;
    return [
      element('h2', {}, concept.name),
      element(
        'p',
        { class: 'facts' },
        kindMark(kind),
        `${type} · `,
        unlinked ? 'in no terminology' : element('code', {}, concept.id),
      ),
      element(
        'p',
        { class: 'facts' },
        `${count(concept.mentionCount, 'mention')} in ${count(concept.places.length, 'document')}`,
      ),
      ...section(
        'Relations',
        listed(sorted, (place) => this.#relationItem(index, place, concept.id)),
      ),
      ...section(
        'Wordings',
        listed(concept.wordings, ({ text, count }) =>
          element('li', {}, text, element('span', { class: 'count' }, ` ${count}`)),
        ),
      ),
      ...section(
        'Documents',
        listed(concept.places, ({ document, first, mentionCount }) => {
          const open = () => this.events.open(document, [{ ...first }]);
          return element(
            'li',
            {},
            element('button', { class: 'link', onclick: open }, documents[document].id),
            element('span', { class: 'count' }, ` ${mentionCount}`),
          );
        }),
      ),
    ];
  }

  #relationItem(index: IndexedGraph, place: number, from: string): HTMLElement {
    const relation = index.graph.relations[place];
    const { subject, object, type, negated, bestScore, claims } = relation;
    const other = index.concepts.get(subject === from ? object : subject)!;
    const verb = relationVerb(type, subject === from ? 'subject' : 'object', negated);
    const [best] = relation.evidence;
    return element(
      'li',
      {},
      element(
        'button',
        { class: 'link', onclick: () => this.events.select({ relation: place }) },
        `${verb} `,
        kindMark(other.kind),
        other.concept.name,
      ),
      element(
        'span',
        { class: 'count' },
        ` ${[percent(bestScore), count(claims.length, 'document')].filter(Boolean).join(' · ')}`,
      ),
      best && this.#evidence(index, best),
    );
  }

  #relation(index: IndexedGraph, relation: GraphRelation): Node[] {
    const { type, negated, bestScore, meanScore, claims, evidence, evidenceCount } = relation;
    const end = (id: string) => {
      const { kind, concept } = index.concepts.get(id)!;
      return element(
        'button',
        { class: 'link', onclick: () => this.events.select({ concept: id }) },
        kindMark(kind),
        concept.name,
      );
    };
    const scores =
      bestScore === undefined
        ? 'as annotated'
        : `score ${percent(bestScore)}, on average ${percent(meanScore)}`;
    const kept = evidence.length < evidenceCount ? `, the best ${evidence.length} of ${evidenceCount}` : '';
    return [
      element(
        'h2',
        {},
        end(relation.subject),
        ` ${relationVerb(type, 'subject', negated)} `,
        end(relation.object),
      ),
      element('p', { class: 'facts' }, `claimed by ${count(claims.length, 'document')} · ${scores}`),
      ...section(
        `Evidence${kept}`,
        evidence.map((each) => element('li', {}, this.#evidence(index, each))),
      ),
    ];
  }

  /** The sentence with both mentions marked; a click opens the document there. */
  #evidence({ graph }: IndexedGraph, evidence: GraphEvidence): HTMLElement {
    const { document, sentence, subject, object, score } = evidence;
    const open = () => this.events.open(document, [sentence, subject]);
    return element(
      'button',
      { class: 'evidence', onclick: open, title: 'Show it in the document' },
      element('q', {}, ...marked(sentence, [subject, object])),
      element(
        'span',
        { class: 'count' },
        [graph.documents[document].id, percent(score)].filter(Boolean).join(' · '),
      ),
    );
  }
}

const hint = (): HTMLElement =>
  element(
    'p',
    { class: 'hint' },
    'Select a concept or a relation to see what is said of it and where. In the graph, arrow keys walk from neighbour to neighbour, Enter comes here, + and − zoom, 0 shows all.',
  );

const section = (title: string, items: readonly Node[]): Node[] =>
  items.length === 0 ? [] : [element('h3', {}, title), element('ul', {}, ...items)];

const listed = <T>(items: readonly T[], item: (of: T) => HTMLElement): HTMLElement[] => {
  const shown = items.slice(0, mostListed).map(item);
  const left = items.length - shown.length;
  return left > 0
    ? [...shown, element('li', { class: 'count' }, `and ${left.toLocaleString('en')} more`)]
    : shown;
};

/** The sentence in pieces, its mentions as marks; a mention outside it or inside the other is not marked twice. */
function marked(
  sentence: GraphEvidence['sentence'],
  mentions: readonly GraphEvidence['subject'][],
): (Node | string)[] {
  const pieces: (Node | string)[] = [];
  let at = sentence.start;
  const text = (start: number, end: number) =>
    sentence.text.slice(start - sentence.start, end - sentence.start);
  for (const { start, end } of [...mentions].sort((a, b) => a.start - b.start)) {
    if (start < at || end > sentence.start + sentence.text.length) continue;
    pieces.push(text(at, start), element('mark', {}, text(start, end)));
    at = end;
  }
  return [...pieces, sentence.text.slice(at - sentence.start)];
}
