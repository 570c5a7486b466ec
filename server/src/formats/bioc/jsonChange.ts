import type { Node } from 'jsonc-parser/lib/esm/main.js';
import type { EntityMention, Relation } from '../../annotation/model';
import { isMention, sayersOf } from '../layout/change';
import { elements, jsonTree, property } from '../layout/json';
import { JsonChange, jsonValue } from '../layout/jsonChange';
import type { DocumentChange, ReadableLayout, Replacement } from '../layout/layout';
import { parseDocument } from './jsonSchema';
import type { Infons } from './model';
import { Rendering } from './rendering';

/** Objects of `annotations` and `relations`; new ones stand in the passage that they begin in, and where the document's relations are. */
export function changeBioCJson(
  stretch: string,
  layout: ReadableLayout,
  change: DocumentChange,
): Replacement[] {
  const { root } = jsonTree(stretch);
  const read = root && parseDocument(jsonValue(root));
  if (!root || !read || !('document' in read)) return [];
  const rendering = new Rendering(read.document);
  const written = new JsonChange(stretch);
  const holders = holdersIn(root);
  const nodes = sayersOf(
    layout,
    holders.flatMap((holder) =>
      ['annotations', 'relations'].flatMap((name) => elements(property(holder, name))),
    ),
    ({ offset }) => offset,
  );
  for (const each of change.removed) {
    const node = nodes.get(each);
    if (node) written.remove(node);
  }
  for (const [before, now] of change.replaced) {
    const node = nodes.get(before);
    if (!node) continue;
    const value = jsonValue(node) as Record<string, unknown>;
    const infons = (value['infons'] ?? {}) as Infons;
    written.set(
      node,
      isMention(now)
        ? mentionAfter(rendering, value, infons, before as EntityMention, now)
        : { ...value, infons: rendering.relationAfter(infons, before as Relation, now as Relation) },
    );
  }
  const taken = new Set<string>();
  for (const each of change.added) {
    const kind = isMention(each) ? 'annotations' : 'relations';
    const lists = holders.map((holder) => property(holder, kind));
    const holder = isMention(each)
      ? holderOf(holders, rendering.home(each))
      : (holders[lists.findLastIndex((list) => elements(list).length > 0)] ?? root);
    const siblings = lists.flatMap((list) => elements(list));
    const id = rendering.newId(isMention(each) ? 'annotation' : 'relation', taken);
    const value = isMention(each)
      ? {
          id,
          infons: rendering.newMention(each),
          text: rendering.words(each),
          locations: rendering.locations(each),
        }
      : { id, infons: rendering.newRelation(each), nodes: [] };
    addTo(written, holder, kind, asBeside(value, siblings.at(-1)));
  }
  return written.replacements;
}

/** What of the document holds annotations and relations: itself, its passages, their sentences. */
const holdersIn = (root: Node): Node[] => [
  root,
  ...elements(property(root, 'passages')).flatMap((passage) => [
    passage,
    ...elements(property(passage, 'sentences')),
  ]),
];

/** The passage or sentence that has a text at an offset. */
function holderOf(holders: readonly Node[], { offset, source }: ReturnType<Rendering['home']>): Node {
  const isIt = (holder: Node) =>
    Number(property(holder, 'offset')?.value) === offset && property(holder, 'text')?.value === source.text;
  return holders.slice(1).find(isIt) ?? holders[0]!;
}

/** Lists that are not there yet are made once for all that comes in. */
function addTo(written: JsonChange, holder: Node, kind: string, value: unknown): void {
  const list = property(holder, kind);
  if (list?.type === 'array') written.add(list, value);
  else written.addToNew(holder, kind, value);
}

/** The same names in the same order as what is there, ids as numbers where they are. */
function asBeside(value: Record<string, unknown>, sibling: Node | undefined): unknown {
  if (!sibling) return value;
  const other = jsonValue(sibling) as Record<string, unknown>;
  const names = [...Object.keys(other).filter((name) => name in value), ...Object.keys(value)];
  const ordered = Object.fromEntries(names.map((name) => [name, value[name]]));
  return typeof other['id'] === 'number' ? { ...ordered, id: Number(value['id']) } : ordered;
}

function mentionAfter(
  rendering: Rendering,
  value: Record<string, unknown>,
  infons: Infons,
  before: EntityMention,
  now: EntityMention,
): unknown {
  const isMoved = JSON.stringify(before.spans) !== JSON.stringify(now.spans);
  const locations = rendering.locations(now);
  const old = (value['locations'] ?? []) as object[];
  return {
    ...value,
    infons: rendering.mentionAfter(infons, before, now),
    ...(isMoved && {
      text: rendering.words(now),
      locations: locations.map((each, index) => ({ ...old[index], ...each })),
    }),
  };
}
