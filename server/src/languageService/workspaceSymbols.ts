import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { SymbolInformation } from 'vscode-languageserver-types';
import type { ConceptId, EntityMention } from '../annotation/model';
import { extent, wording } from '../annotation/model';
import { isUnlinked } from '../annotation/unlinked';
import type { Terminologies } from '../terminology/terminologies';
import type { Annotator } from './annotator';
import { appearanceOf, appearances } from './entityTypes';
import { toRange } from './ranges';
import type { OpenDocuments } from './references';

/** More than these nobody looks through. */
const mostSymbols = 300;

/**
 * Mentions by what they mean: "diabetes" finds "T2DM". A concept is found by its preferred name, its other names and its id; a mention also
 * by its wording. Of equal wordings in a document the first is told; the references of that lead to the others.
 */
export class WorkspaceSymbolProvider {
  constructor(
    private readonly annotator: Annotator,
    private readonly terminologies: { readonly current: Terminologies },
    private readonly documents: OpenDocuments,
  ) {}

  /** Over the open documents, as far as they are analysed. @param query any part of a name or id, in any case; empty for everything */
  provideWorkspaceSymbols(query: string): SymbolInformation[] {
    const wanted = folded(query);
    const names = new Map<ConceptId, string | undefined>();
    const nameOf = (id: ConceptId) => {
      if (!names.has(id)) names.set(id, this.#nameThatFits(id, wanted));
      return names.get(id);
    };
    const symbols: SymbolInformation[] = [];
    for (const document of this.documents())
      for (const mention of firstOfEach(document, this.annotator.current(document).mentions)) {
        if (symbols.length >= mostSymbols) return symbols;
        const symbol = symbolOf(document, mention, wanted, nameOf);
        if (symbol) symbols.push(symbol);
      }
    return symbols;
  }

  /** The first of a concept's names, or its id, that a query fits. */
  #nameThatFits(id: ConceptId, wanted: string): string | undefined {
    if (isUnlinked(id)) return undefined;
    const found = this.terminologies.current.find(id);
    if (!found) return folded(id).includes(wanted) ? id : undefined;
    const { preferredName, synonyms, looseNames = [] } = found.index.concept(found.concept);
    return [preferredName, ...synonyms, ...looseNames, id].find((name) => folded(name).includes(wanted));
  }
}

const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

function* firstOfEach(document: TextDocument, mentions: readonly EntityMention[]): Generator<EntityMention> {
  const seen = new Set<string>();
  for (const mention of mentions) {
    const ids = mention.concepts.map(({ id }) => id).join('+');
    const key = `${ids}\t${mention.type}\t${folded(wording(document.getText(), mention))}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield mention;
  }
}

/** Editors filter by a symbol's name themselves, so it holds what the query fits, beside the wording. */
function symbolOf(
  document: TextDocument,
  mention: EntityMention,
  wanted: string,
  nameOf: (id: ConceptId) => string | undefined,
): SymbolInformation | undefined {
  const own = wording(document.getText(), mention).replace(/\s+/g, ' ').trim() || mention.type;
  const meant = mention.concepts.flatMap(({ id }) => nameOf(id) ?? []);
  const fits = folded(own).includes(wanted);
  if (!fits && meant.length === 0) return undefined;
  const [name] = meant;
  const ids = mention.concepts.map(({ id }) => id).filter((id) => !isUnlinked(id));
  return {
    name: name === undefined || folded(name) === folded(own) ? own : `${own} (${name})`,
    kind: appearances[appearanceOf(mention.type)].symbol,
    containerName: [mention.type, ...ids].join(' · '),
    location: { uri: document.uri, range: toRange(document, extent(mention)) },
  };
}
