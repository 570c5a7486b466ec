import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind, type Diagnostic, type Range } from 'vscode-languageserver-types';
import { type WordColumn, wordColumns } from '../../annotation/userWord';
import { appended, removedLine, type TextChange } from '../../terminology/userWords/editWords';
import { nearest } from '../../terminology/userWords/nearest';
import { newConceptId } from '../../terminology/userWords/newConceptId';
import type { Line, WordsProblem, WordsProblemCode } from '../../terminology/userWords/wordRow';
import { actions, noConcept } from '../../terminology/userWords/wordsFile';
import type { ConceptLookup } from './conceptLookup';
import { wordsDiagnostics } from './wordsDiagnostics';
import { type EditAbilities, wordsEdit } from './wordsEdit';

const mostConcepts = 5;
const mostTypes = 4;

/** One way of mending a row. */
interface Fix {
  readonly title: string;
  readonly changes: readonly TextChange[];
}

interface Faulty {
  readonly text: string;
  readonly row: Line;
  readonly problem: WordsProblem;
}

/** Ways of mending what is wrong with a words file. */
export class WordsQuickFixProvider {
  /** What can be done by the kind of problem; that its row goes is offered for each. */
  readonly #fixes: Partial<Record<WordsProblemCode, (faulty: Faulty) => Fix[]>> = {
    header: ({ row }) => [
      { title: 'Write the columns as they are read', changes: [whole(row, wordColumns.join('\t'))] },
    ],
    'no-tabs': ({ row, text }) => tabbed(row, text),
    'merge-conflict': ({ text }) => [
      { title: 'Keep both sides and remove the lines that git put in', changes: withoutMarkers(text) },
    ],
    'unknown-action': ({ row }) => {
      const likely = nearest(row.cells.action.text, Object.keys(actions));
      return (likely.length > 0 ? likely : Object.keys(actions)).map((each) => change(row, 'action', each));
    },
    'unknown-type': ({ row }) => {
      const likely = nearest(row.cells.type.text, this.types());
      return [...new Set([...likely, ...this.types()])]
        .slice(0, mostTypes)
        .map((each) => change(row, 'type', each));
    },
    'no-type': ({ row }) => {
      const known = this.concepts.find(row.cells.concept.text)?.types ?? [];
      return (known.length > 0 ? known : this.types())
        .slice(0, mostTypes)
        .map((each) => change(row, 'type', each));
    },
    'no-concept': ({ row }) =>
      row.cells.action.text.toLowerCase() === 'define'
        ? [change(row, 'concept', newConceptId(row.cells.name.text))]
        : [...this.#concepts(row), change(row, 'concept', noConcept)],
    'wrong-concept': ({ row }) =>
      row.cells.action.text.toLowerCase() === 'define'
        ? [change(row, 'concept', newConceptId(row.cells.name.text))]
        : [change(row, 'concept', '')],
    'known-concept': ({ row }) => [change(row, 'action', 'add')],
    'unknown-concept': ({ row, text }) => [...this.#concepts(row), ...defined(row, text)],
    contradiction: ({ row, text, problem: { other } }) => {
      if (!other || other.file !== undefined) return [];
      const title = `Keep this row and remove line ${other.row.number}`;
      const keep = { title, changes: [removedLine(text, other.row)] };
      const isSecondDefinition =
        row.cells.action.text.toLowerCase() === 'define' &&
        row.cells.concept.text === other.row.cells.concept.text;
      return isSecondDefinition ? [change(row, 'action', 'add'), keep] : [keep];
    },
  };

  constructor(
    private readonly concepts: ConceptLookup,
    private readonly types: () => readonly string[],
    private readonly can: EditAbilities,
  ) {}

  /** @param problems of the document as it stands */
  provideCodeActions(document: TextDocument, range: Range, problems: readonly WordsProblem[]): CodeAction[] {
    const text = document.getText();
    return problems
      .filter(({ line = 1 }) => range.start.line <= line - 1 && line - 1 <= range.end.line)
      .flatMap((problem): CodeAction[] => {
        const { row } = problem;
        if (!row) return [];
        const fixes = this.#fixes[problem.code]?.({ text, row, problem }) ?? [];
        const removal = { title: 'Remove this row', changes: [removedLine(text, row)] };
        const diagnostics = wordsDiagnostics(document.uri, [problem], () => undefined);
        return [...fixes, removal].map((fix, i) => this.#action(document, fix, diagnostics, i === 0));
      });
  }

  #action(
    document: TextDocument,
    { title, changes }: Fix,
    diagnostics: Diagnostic[],
    isPreferred: boolean,
  ): CodeAction {
    const { uri, version } = document;
    const file = { uri, name: '', text: document.getText(), version };
    const edit = wordsEdit(file, changes, this.can);
    return { title, kind: CodeActionKind.QuickFix, diagnostics, edit, ...(isPreferred && { isPreferred }) };
  }

  /** Concepts that have the row's name, or one like it. */
  #concepts(row: Line): Fix[] {
    const { name, type } = row.cells;
    const wanted = type.text === '' ? undefined : type.text;
    return this.concepts.search(name.text, mostConcepts, wanted).map((concept) => ({
      ...change(row, 'concept', concept.id),
      title: `Set the concept to ${concept.name} (${concept.id})`,
    }));
  }
}

const whole = ({ start, end }: Line, newText: string): TextChange => ({ start, end, newText });

/** A row with another text in one of its cells, and tabs up to it where they are missing. */
function change(row: Line, column: WordColumn, to: string): Fix {
  const cells = wordColumns.map((each) => (each === column ? to : row.cells[each].text));
  const from = row.cells[column].text;
  const title =
    to === ''
      ? `Remove the ${column}`
      : `${from === '' ? `Set the ${column}` : `Change "${from}"`} to "${to}"`;
  return { title, changes: [whole(row, cells.join('\t').trimEnd())] };
}

/** Words that two spaces part were meant as wordColumns; with single ones the name may be of several words, so that it is a guess. */
function tabbed(row: Line, text: string): Fix[] {
  const line = text.slice(row.start, row.end).trim();
  const wide = line.split(/ {2,}/);
  const cells = wide.length > 1 ? wide : line.split(/ +(?=\S+$)|(?<=^\S+) +/);
  return [
    { title: `Put tabs between the columns: ${cells.join(' → ')}`, changes: [whole(row, cells.join('\t'))] },
  ];
}

function withoutMarkers(text: string): TextChange[] {
  return [...text.matchAll(/^(?:<{7}|={7}|>{7}|\|{7}).*$/gm)].map((match) => {
    const end = match.index + match[0].replace(/\r$/, '').length;
    return removedLine(text, { start: match.index, end });
  });
}

/** The unknown concept made one of the person's own, by a row at the end. */
function defined({ cells: { name, type, concept } }: Line, text: string): Fix[] {
  if (type.text === '' || concept.text.includes('|')) return [];
  const row = ['define', name.text, type.text, concept.text].join('\t');
  return [{ title: `Define ${concept.text} as a concept of your own`, changes: [appended(text, row)] }];
}
