import type { Position, TextDocument } from 'vscode-languageserver-textdocument';
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  type Range,
} from 'vscode-languageserver-types';
import { wordColumns } from '../../annotation/userWord';
import type { ConceptView } from '../../protocol/words';
import { actions, conceptSeparator, noConcept } from '../../terminology/userWords/wordsFile';
import type { ConceptLookup } from './conceptLookup';

const mostConcepts = 50;

/** What may stand in the column where the cursor is: actions, types, and concepts by their names or ids. */
export class WordsCompletionProvider {
  constructor(
    private readonly concepts: ConceptLookup,
    private readonly types: () => readonly string[],
  ) {}

  provideCompletion(document: TextDocument, { line, character }: Position): CompletionList | undefined {
    const start = { line, character: 0 };
    const text = document.getText({ start, end: { line: line + 1, character: 0 } }).replace(/[\r\n]+$/, '');
    if (text.startsWith('#')) return undefined;
    const before = text.slice(0, character).split('\t');
    const column = wordColumns[before.length - 1];
    const from = character - before[before.length - 1]!.length;
    const rest = /^[^\t]*/.exec(text.slice(character))![0].length;
    const cell = { start: { line, character: from }, end: { line, character: character + rest } };
    const hasMore = text.includes('\t', character);
    if (column === 'action') return { isIncomplete: false, items: actionItems(cell, hasMore) };
    if (column === 'type') return { isIncomplete: false, items: typeItems(cell, this.types(), hasMore) };
    if (column !== 'concept') return undefined;
    return this.#conceptItems(text, { line, character }, cell);
  }

  /** Of several concepts the one is meant that the cursor is at. An empty cell is filled by the name of the row. */
  #conceptItems(text: string, { line, character }: Position, cell: Range): CompletionList {
    const from = Math.max(cell.start.character, text.lastIndexOf(conceptSeparator, character - 1) + 1);
    const next = text.indexOf(conceptSeparator, character);
    const to = next < 0 ? cell.end.character : Math.min(next, cell.end.character);
    const typed = text.slice(from, character).trimStart();
    const [action = '', name = '', type = ''] = text.split('\t').map((each) => each.trim());
    const found = this.concepts.search(
      typed === '' ? name : typed,
      mostConcepts,
      type === '' ? undefined : type,
    );
    const range = { start: { line, character: from }, end: { line, character: to } };
    const items = found.map((concept, i) => conceptItem(concept, range, typed, i));
    const isFirst = from === cell.start.character && 'pin'.startsWith(action.toLowerCase());
    if (isFirst && noConcept.startsWith(typed.toLowerCase()))
      items.push({
        label: noConcept,
        kind: CompletionItemKind.Keyword,
        detail: 'no terminology has it',
        sortText: '~',
        filterText: typed === '' ? noConcept : typed,
        textEdit: { range, newText: noConcept },
      });
    return { isIncomplete: true, items: items.slice(0, mostConcepts) };
  }
}

const actionItems = (range: Range, hasMore: boolean): CompletionItem[] =>
  Object.entries(actions).map(([action, detail], i) => ({
    label: action,
    kind: CompletionItemKind.Keyword,
    detail,
    sortText: String(i),
    textEdit: { range, newText: hasMore ? action : `${action}\t` },
  }));

const typeItems = (range: Range, types: readonly string[], hasMore: boolean): CompletionItem[] =>
  types.map((type, i) => ({
    label: type,
    kind: CompletionItemKind.TypeParameter,
    sortText: String(i).padStart(3, '0'),
    textEdit: { range, newText: hasMore ? type : `${type}\t` },
  }));

function conceptItem(
  { id, name, types, synonym, terminology }: ConceptView,
  range: Range,
  typed: string,
  place: number,
): CompletionItem {
  return {
    label: name,
    labelDetails: { description: id },
    kind: CompletionItemKind.Reference,
    detail: [id, types.join(', '), synonym && `also “${synonym}”`, terminology].filter(Boolean).join(' · '),
    sortText: String(place).padStart(3, '0'),
    // It was found by what was typed, whatever an editor makes of name and id.
    filterText: typed === '' ? name : typed,
    textEdit: { range, newText: id },
  };
}
