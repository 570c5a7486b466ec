import { basename } from 'node:path';
import {
  commands,
  type Disposable,
  EventEmitter,
  MarkdownString,
  type ProviderResult,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { DocumentPlaces, FoundPlace, PlacesParams } from '../../../server/src/protocol/survey';
import { kindOfType, relationVerb } from '../../../server/src/protocol/vocabulary';
import { command, conceptSearchContext, conceptsView, lineColor } from '../contributions';
import { count } from '../page/count';
import type { Survey } from './survey';
import { groupRows, type SurveyOrder, type SurveyRow } from './surveyRows';

/** Milliseconds between two drawings while files are read: what a person points at should stay for a while. */
const redrawEvery = 1_000;

/** The view of all concepts and relations of the workspace. A tree of VS Code's own, so that keys, finding and screen readers know it. */
export class SurveyTree implements TreeDataProvider<SurveyRow>, Disposable {
  readonly #redraw = new EventEmitter<void>();
  readonly #view: TreeView<SurveyRow>;
  readonly #subscriptions: Disposable[];
  #query = '';
  #order: SurveyOrder = 'count';
  #timer?: NodeJS.Timeout;
  readonly onDidChangeTreeData = this.#redraw.event;

  constructor(private readonly survey: Survey) {
    this.#view = window.createTreeView(conceptsView, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#view,
      this.#redraw,
      this.#view.onDidChangeVisibility(({ visible }) => visible && void this.survey.begin()),
      survey.onDidChange(() => this.#changed()),
    ];
    if (this.#view.visible) void this.survey.begin();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const each of this.#subscriptions) each.dispose();
  }

  get query(): string {
    return this.#query;
  }

  /** Only what fits is shown from now on; all where it is empty. */
  search(query: string): void {
    this.#query = query.trim();
    void commands.executeCommand('setContext', conceptSearchContext, this.#query !== '');
    this.#describe();
    this.#redraw.fire();
  }

  turnOrder(): void {
    this.#order = this.#order === 'count' ? 'name' : 'count';
    this.#describe();
    this.#redraw.fire();
  }

  async getChildren(row?: SurveyRow): Promise<SurveyRow[]> {
    if (!row) {
      const [concepts, relations] = await Promise.all([
        this.survey.concepts(this.#query),
        this.survey.relations(this.#query),
      ]);
      return groupRows(concepts, relations, this.#order);
    }
    if (row.kind === 'type') return row.concepts.map((concept) => ({ kind: 'concept', concept }));
    if (row.kind === 'relationType') return row.relations.map((relation) => ({ kind: 'relation', relation }));
    if (row.kind === 'concept') return this.#documents({ concept: row.concept.id }, row.concept.id);
    if (row.kind === 'relation') {
      const { type, subject, object, negated } = row.relation;
      const key = { type, subject, object, negated };
      return this.#documents({ relation: key }, Object.values(key).join(' '));
    }
    if (row.kind === 'document')
      return row.document.places.map((place) => ({ kind: 'place', document: row.document, place }));
    return [];
  }

  getTreeItem(row: SurveyRow): TreeItem {
    const item = itemOf(row, this.#query !== '');
    item.accessibilityInformation = { label: [item.label, item.description].filter(Boolean).join(', ') };
    return item;
  }

  getParent(): ProviderResult<SurveyRow> {
    return undefined;
  }

  async #documents(params: PlacesParams, of: string): Promise<SurveyRow[]> {
    const documents = await this.survey.places(params);
    return documents.map((document) => ({ kind: 'document', of, document }));
  }

  #changed(): void {
    this.#describe();
    if (!this.survey.state?.reading) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#redraw.fire();
    } else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#redraw.fire();
      }, redrawEvery);
  }

  #describe(): void {
    const { state } = this.survey;
    const told = [
      ...(state?.reading ? [`Reading; ${count(state.files, 'file')} so far.`] : []),
      ...(state?.notes ?? []),
      ...(state && state.problems.length > 0
        ? [`${count(state.problems.length, 'problem')}: ${state.problems[0]}`]
        : []),
    ];
    this.#view.message = told.length > 0 ? told.join(' ') : undefined;
    const shown = [
      ...(this.#query === '' ? [] : [`“${this.#query}”`]),
      ...(this.#order === 'name' ? ['by name'] : []),
    ];
    this.#view.description = shown.join(' · ');
  }
}

function itemOf(row: SurveyRow, isSearched: boolean): TreeItem {
  const { Collapsed, Expanded } = TreeItemCollapsibleState;
  if (row.kind === 'type') {
    const item = new TreeItem(row.type, isSearched ? Expanded : Collapsed);
    item.id = `type ${row.type}`;
    item.description = count(row.concepts.length, 'concept');
    item.iconPath = iconOfType(row.type);
    return item;
  }
  if (row.kind === 'relationType') {
    const item = new TreeItem(row.type, isSearched ? Expanded : Collapsed);
    item.id = `relations ${row.type}`;
    item.description = count(row.relations.length, 'relation');
    item.iconPath = new ThemeIcon('references');
    return item;
  }
  if (row.kind === 'concept') {
    const { id, name, type, mentions, documents } = row.concept;
    const item = new TreeItem(name, Collapsed);
    item.id = `concept ${id}`;
    const known = id.startsWith('text:') ? 'in no terminology' : id;
    item.description = `${mentions} in ${count(documents, 'document')}`;
    item.tooltip = `${name}\n${count(mentions, 'mention')} in ${count(documents, 'document')}\n${type}, ${known}`;
    item.iconPath = iconOfType(type);
    item.contextValue = 'concept';
    return item;
  }
  if (row.kind === 'relation') {
    const { type, subject, subjectName, object, objectName, negated, documents } = row.relation;
    const item = new TreeItem(
      `${subjectName} ${relationVerb(type, 'subject', negated)} ${objectName}`,
      Collapsed,
    );
    item.id = `relation ${[type, subject, object, negated].join(' ')}`;
    item.description = `in ${count(documents, 'document')}`;
    item.iconPath = new ThemeIcon('references');
    return item;
  }
  if (row.kind === 'document') return documentItem(row.of, row.document);
  return placeItem(row.document, row.place);
}

function documentItem(of: string, document: DocumentPlaces): TreeItem {
  const { source, id, places } = document;
  const name = basename(source);
  const item = new TreeItem(
    name === id || source.endsWith(id) ? name : `${id} in ${name}`,
    places.length > 0 ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
  );
  item.id = `${of} ${source} ${id}`;
  const folder = workspace.asRelativePath(source).split('/').slice(0, -1).join('/');
  item.description = [count(places.length, 'place'), ...(folder ? [folder] : [])].join(' · ');
  item.resourceUri = /^[a-z][a-z0-9+.-]+:/i.test(source) ? Uri.parse(source) : Uri.file(source);
  item.iconPath = ThemeIcon.File;
  item.command = openCommand(document, places);
  return item;
}

function placeItem(document: DocumentPlaces, place: FoundPlace): TreeItem {
  const { before, text, after } = place;
  const words = text.replace(/\s+/g, ' ');
  const [lead, rest] = [before.trimStart(), after.trimEnd()];
  const item = new TreeItem({
    label: `${lead}${words}${rest}`,
    highlights: [[lead.length, lead.length + words.length]],
  });
  item.tooltip = new MarkdownString().appendText(`${before}${words}${after}`);
  item.command = openCommand(document, [place]);
  return item;
}

/** What a click and Enter do. */
const openCommand = ({ source, id }: DocumentPlaces, places: readonly FoundPlace[]) => ({
  command: command.openSurveyed,
  title: 'Open',
  arguments: [{ source, id, places }],
});

const iconOfType = (type: string): ThemeIcon =>
  new ThemeIcon('circle-filled', new ThemeColor(lineColor(kindOfType(type))));
