import type { Range, TextDocument } from 'vscode-languageserver-textdocument';
import { type CodeAction, CodeActionKind } from 'vscode-languageserver-types';
import { type EntityMention, extent, wording } from '../annotation/model';
import type { CuratedAnnotations } from '../curation/curatedText';
import { commands } from '../protocol/commandNames';
import type { CurateParams, CurationAction, MentionTarget } from '../protocol/curation';
import { contains } from '../text/span';
import { mentionsAt, toRange } from './ranges';

/** Kinds of what decides on one mention. */
export const decideKind = `${CodeActionKind.QuickFix}.curate`;
export const correctKind = `${CodeActionKind.RefactorRewrite}.curate`;

/** More types than these are chosen from a list, not read in a menu. */
const mostTypes = 4;
/** Nothing longer is a name; in UTF-16 units. */
const longestName = 200;

/** Where what a person has decided comes from, and whether anything can be decided. */
interface CurationSource {
  current(document: TextDocument): CuratedAnnotations;
  /** False for a document whose decisions could not be kept. */
  canDecide(document: TextDocument): boolean;
}

/** What a person can decide on a mention or a selection right here, for editors that have no keys for it. */
export class CurationActionProvider {
  constructor(
    private readonly source: CurationSource,
    private readonly types: () => readonly string[],
  ) {}

  /** For the shortest mention around the range, else for the words that the range covers. */
  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    if (!this.source.canDecide(document)) return [];
    const annotations = this.source.current(document);
    const selected = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const around = mentionsAt(document, annotations.mentions, range.start).find((each) =>
      contains(extent(each), selected),
    );
    const isAll = around && extent(around).start === selected.start && extent(around).end === selected.end;
    return [
      ...(around ? this.#ofMention(document, around, annotations) : []),
      ...(isAll ? [] : this.#ofSelection(document, range)),
    ];
  }

  #ofMention(
    document: TextDocument,
    mention: EntityMention,
    { decisions, mentions }: CuratedAnnotations,
  ): CodeAction[] {
    const text = document.getText();
    const decision = decisions.get(mention);
    const name = shortened(wording(text, mention));
    const [first, ...rest] = mention.spans;
    const ranges = [toRange(document, first), ...rest.map((span) => toRange(document, span))] as const;
    const offer = this.#offerOn(document, { ranges, type: mention.type });
    const isRepeated = mentions.some(
      (other) =>
        other !== mention && other.type === mention.type && wording(text, other) === wording(text, mention),
    );
    const both = (title: string, action: CurationAction) => [
      offer(decideKind, title, action),
      ...(isRepeated ? [offer(decideKind, `${title} everywhere in this document`, action, 'document')] : []),
    ];
    const others = this.types()
      .slice(0, mostTypes)
      .filter((type) => type !== mention.type);
    const correct = (title: string, action: CurationAction) => offer(correctKind, title, action);
    return [
      ...(!decision
        ? both(`Accept “${name}” as ${mention.type}`, { kind: 'accept' })
        : // What a corpus file says itself is taken back by its editor.
          decision.id === ''
          ? []
          : [offer(decideKind, `Take back what was decided on “${name}”`, { kind: 'clear' })]),
      ...both(`Reject “${name}” as ${mention.type}`, { kind: 'reject' }),
      ...others.map((type) => correct(`Make “${name}” ${type}`, { kind: 'changeType', type })),
      ...(['start', 'end'] as const).flatMap((side) =>
        (['grow', 'shrink'] as const).map((by) =>
          correct(`${by === 'grow' ? 'Grow' : 'Shrink'} “${name}” by a word at its ${side}`, {
            kind: 'setBoundaries',
            side,
            by,
          }),
        ),
      ),
      correct(`“${name}” is in no terminology`, { kind: 'link', concepts: [] }),
    ];
  }

  #ofSelection(document: TextDocument, range: Range): CodeAction[] {
    const words = document.getText(range);
    if (words.trim() === '' || words.length > longestName || /\n\s*\n/.test(words)) return [];
    const offer = this.#offerOn(document, { ranges: [range] });
    return this.types()
      .slice(0, mostTypes)
      .map((type) => offer(correctKind, `Mark “${shortened(words)}” as ${type} here`, { kind: 'add', type }));
  }

  #offerOn(document: TextDocument, target: MentionTarget) {
    const { uri, version } = document;
    return (
      kind: string,
      title: string,
      action: CurationAction,
      scope: CurateParams['scope'] = 'this',
    ): CodeAction => {
      const argument: CurateParams = { action, on: [{ uri, version, mentions: [target] }], scope };
      return { title, kind, command: { title, command: commands.curate, arguments: [argument] } };
    };
  }
}

/** Menus are no place for a whole sentence. */
function shortened(words: string): string {
  const name = words.replace(/\s+/g, ' ').trim();
  return name.length <= 60 ? name : `${name.slice(0, 59)}…`;
}
