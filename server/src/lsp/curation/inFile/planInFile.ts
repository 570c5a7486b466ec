import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { EntityMention, Evidence } from '../../../annotation/model';
import type { CuratedAnnotations } from '../../../curation/curatedText';
import type { MentionAction } from '../../../curation/decideMention';
import type { Decision } from '../../../curation/decision';
import { placeKey } from '../../../curation/subject';
import type { CorpusFile } from '../../../formats/layout/corpusFile';
import { TextOf } from '../../../formats/layout/textOf';
import { relationWords } from '../../../languageService/concepts';
import { Failure } from '../../../platform/failure';
import type {
  CurationAction,
  CurationScope,
  CurationTargets,
  MentionTarget,
  RelationTarget,
} from '../../../protocol/curation';
import { alikeIn, alikeTo, placesOf, wordsAt, wordsOf } from '../alike';
import { onceEach } from '../planAction';
import { rangeSpans, selectedEvidence, selectedSpans } from '../selectedSpans';
import type { FilePlan } from './filePlan';
import type { FileView } from './fileView';
import { indexAt, placesInFile } from './placesInFile';
import type { Shown } from './shown';

/** A corpus file as the person who decides sees it, and what will be changed in it. */
export interface PlannedFile {
  readonly document: TextDocument;
  readonly file: CorpusFile;
  readonly view: FileView;
  /** Those beside the file. */
  readonly decisions: readonly Decision[];
  readonly plan: FilePlan;
}

/**
 * Plans what a person does to what is named in a corpus file.
 * @param scope `document`: also what is alike in the same documents of the corpus; `workspace`: in all documents of the file
 * @returns what it is done to, as the text calls it
 * @throws Failure with a sentence where what is named is not there, or the file cannot say so
 */
export function planInFile(
  action: CurationAction,
  targets: CurationTargets,
  scope: CurationScope,
  planned: PlannedFile,
): string[] {
  const { document, file, plan } = planned;
  if (action.kind === 'addRelation') return [addRelation(action, planned)];
  const { mentions = [], relations = [], decisions = [] } = targets;
  if (action.kind === 'add') return mentions.flatMap((target) => add(action, target, scope, planned));
  const onMention: MentionAction =
    action.kind === 'setRanges'
      ? { kind: 'setSpans', spans: selectedSpans(document, action.ranges) }
      : action;
  const named = mentions.length > 0 ? mentionsAt(mentions, planned) : [];
  for (const shown of named) plan.onMention(shown, onMention);
  const others =
    scope === 'this' || action.kind === 'setRanges' ? [] : alike(named, onMention, scope, planned);
  for (const shown of others) plan.onMention(shown, onMention);
  return [
    ...[...named, ...others].map(({ annotation }) => wordsOf(file.text, annotation.spans)),
    ...relations.map((target) => onRelation(action, target, planned)),
    ...decisions.map((id) => onDecision(action, id, planned)),
  ];
}

function mentionsAt(
  targets: readonly MentionTarget[],
  { document, file, view }: PlannedFile,
): Shown<EntityMention>[] {
  const at = new Map<string, Shown<EntityMention>[]>();
  const { rejected } = view.annotations;
  const isRejected = new Set(rejected.mentions);
  for (const shown of view.mentions.values()) {
    const key = placeKey(shown.annotation.spans);
    at.set(key, [...(at.get(key) ?? []), shown]);
  }
  const found = targets.map(({ ranges, type }) => {
    const spans = rangeSpans(document, ranges);
    const there = (at.get(placeKey(spans)) ?? []).filter(
      ({ annotation }) => type === undefined || annotation.type === type,
    );
    const shown = there.find(({ annotation }) => !isRejected.has(annotation)) ?? there[0];
    if (!shown) throw new Failure(`“${wordsOf(file.text, spans)}” is not marked (any more).`);
    return shown;
  });
  return [...new Set(found)];
}

/** What is shown of one document of the file, in its own text. */
function inText({ file, view }: PlannedFile, index: number) {
  const layout = file.stretches[index]!.layout(index);
  const textOf = new TextOf(layout, file.stretches[index]!.start);
  const rejected = new Set(view.annotations.rejected.mentions);
  const shownBy = new Map<EntityMention, Shown<EntityMention>>();
  const mentionOf = new Map<Shown<EntityMention>, EntityMention>();
  for (const shown of view.mentions.values()) {
    const mention = shown.index === index ? (shown.own ?? textOf.mention(shown.annotation)) : undefined;
    if (!mention) continue;
    shownBy.set(mention, shown);
    mentionOf.set(shown, mention);
  }
  const all = [...shownBy.keys()];
  const isRejected = (each: EntityMention) => rejected.has(shownBy.get(each)!.annotation);
  const annotations: CuratedAnnotations = {
    mentions: all.filter((each) => !isRejected(each)),
    relations: [],
    rejected: { mentions: all.filter(isRejected), relations: [] },
    decisions: new Map(),
  };
  return { text: layout.document?.text ?? '', annotations, shownBy, mentionOf, textOf, layout };
}

function scoped({ file }: PlannedFile, scope: CurationScope, named: readonly number[]): number[] {
  return scope === 'workspace' ? [...file.stretches.keys()] : [...new Set(named)];
}

/** What has the same wording and type as one that is named, and is shown or rejected as it is. */
function alike(
  named: readonly Shown<EntityMention>[],
  action: MentionAction,
  scope: CurationScope,
  planned: PlannedFile,
): Shown<EntityMention>[] {
  // A person may have selected a name's thousand mentions: each document is gone through once, and what is alike is looked for once.
  const known = new Map<number, ReturnType<typeof inText>>();
  const of = (index: number) => {
    const here = known.get(index) ?? inText(planned, index);
    known.set(index, here);
    return here;
  };
  const wanted = onceEach(
    named.flatMap((shown) => {
      const { text, annotations, mentionOf } = of(shown.index);
      const mention = mentionOf.get(shown);
      return mention ? [alikeTo(text, annotations, mention, action)] : [];
    }),
  );
  const found = scoped(
    planned,
    scope,
    named.map(({ index }) => index),
  ).flatMap((index) => {
    const { text, annotations, shownBy } = of(index);
    return wanted
      .flatMap((each) => alikeIn(text, annotations, each, action))
      .map((each) => shownBy.get(each)!);
  });
  const isNamed = new Set(named);
  return [...new Set(found)].filter((each) => !isNamed.has(each));
}

function add(
  { type, concepts }: Extract<CurationAction, { kind: 'add' }>,
  { ranges }: MentionTarget,
  scope: CurationScope,
  planned: PlannedFile,
): string[] {
  const { document, file, plan } = planned;
  const places = selectedSpans(document, ranges);
  const index = indexAt(file.stretches, places[0].start);
  if (index < 0) throw new Failure('That is in no document of this file.');
  plan.addMention(index, places, type, concepts);
  const names = [wordsOf(file.text, places)];
  const here = inText(planned, index);
  const span = here.textOf.spans(places);
  if (scope === 'this' || span?.length !== 1) return names;
  const words = wordsAt(here.text, span[0]);
  for (const each of scoped(planned, scope, [index])) {
    const { text, annotations, layout } = inText(planned, each);
    for (const place of placesOf(text, annotations, words, type)) {
      if (each === index && place.start < span[0].end && span[0].start < place.end) continue;
      const [first, ...rest] = placesInFile(layout, file.stretches[each]!, [place]);
      if (!first) continue;
      plan.addMention(each, [first, ...rest], type, concepts);
      names.push(wordsOf(text, [place]));
    }
  }
  return names;
}

function addRelation(
  action: Extract<CurationAction, { kind: 'addRelation' }>,
  { document, file, view, plan }: PlannedFile,
): string {
  const { type, subject, object, document: index } = action;
  const by = new Map<number, Evidence[]>();
  for (const each of selectedEvidence(document, action)) {
    const index = indexAt(file.stretches, each.subject.start);
    if (index < 0 || index !== indexAt(file.stretches, each.object.start))
      throw new Failure(
        'A relation belongs to one document: both places of its evidence must lie in the same.',
      );
    by.set(index, [...(by.get(index) ?? []), each]);
  }
  if (by.size === 0 && index !== undefined && file.stretches[index]) by.set(index, []);
  if (by.size === 0) {
    const naming = (id: string) =>
      new Set(
        [...view.mentions.values()]
          .filter(({ annotation }) => annotation.concepts.some((each) => each.id === id))
          .map(({ index }) => index),
      );
    const objects = naming(object);
    const both = [...naming(subject)].filter((index) => objects.has(index));
    if (both.length !== 1)
      throw new Failure(
        both.length === 0
          ? `No document of this file names both ${subject} and ${object}.`
          : `${both.length} documents of this file name ${subject} and ${object}: give a place of the text that says so.`,
      );
    by.set(both[0]!, []);
  }
  for (const [at, own] of by)
    plan.addRelation(at, { type, subject, object, evidence: own }, 'the place that says so');
  return relationWords(file.text, view.annotations.mentions, { type, subject, object });
}

function onRelation(
  action: Exclude<CurationAction, { kind: 'add' | 'addRelation' }>,
  target: RelationTarget,
  { file, view, plan }: PlannedFile,
): string {
  const found = [...view.relations.values()].filter(
    ({ annotation: { type, subject, object }, index }) =>
      type === target.type &&
      subject === target.subject &&
      object === target.object &&
      (target.document === undefined || target.document === index),
  );
  const [shown] = found;
  const name = relationWords(file.text, view.annotations.mentions, shown?.annotation ?? target);
  if (!shown) throw new Failure(`“${name}” is not there (any more).`);
  if (found.length > 1)
    throw new Failure(
      `“${name}” is claimed in ${found.map(({ index }) => file.stretches[index]!.layout(index).id).join(' and ')}: say in which document.`,
    );
  const { kind } = action;
  if (kind === 'note') plan.onRelation(shown, action);
  else if (kind === 'accept' || kind === 'reject' || kind === 'clear') plan.onRelation(shown, { kind });
  else throw new Failure('A relation can be accepted, rejected, noted on, or added; it has no boundaries.');
  return name;
}

/** One that lies beside the file: taken back, or written into the file. */
function onDecision(
  { kind }: CurationAction,
  id: string,
  { file, decisions, view, plan }: PlannedFile,
): string {
  const decision = decisions.find((each) => each.id === id);
  if (!decision) throw new Failure(`There is no decision ${id} (any more).`);
  if (kind === 'reject' || kind === 'clear') plan.remove(decision);
  else if (kind === 'accept') {
    const mention = [...view.mentions.values()].find((each) => each.decision === decision);
    const relation = [...view.relations.values()].find((each) => each.decision === decision);
    if (mention) plan.onMention(mention, { kind: 'accept' });
    else if (relation) plan.onRelation(relation, { kind: 'accept' });
    else
      throw new Failure(
        'Its words are not in the file any more: mark them anew, and take this decision back.',
      );
  } else throw new Failure('A decision beside a corpus file can be written into it (accept), or taken back.');
  if (decision.kind !== 'relation') return decision.place?.text ?? 'a note';
  const { type, subject, object } = decision;
  return relationWords(file.text, view.annotations.mentions, { type, subject, object });
}
