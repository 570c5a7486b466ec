import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { SymbolInformation } from 'vscode-languageserver/node';
import {
  type DocumentPlaces,
  type SurveyedConcept,
  type SurveyedRelation,
  type SurveyState,
  surveyChangedNotification,
  surveyConceptsRequest,
  surveyPlacesRequest,
  surveyRelationsRequest,
  surveyRequest,
} from '../../server/src/protocol/survey';
import { Editor } from './editor';
import { lexiconServer } from './servers';

class Surveyed {
  readonly states: SurveyState[] = [];
  readonly #watchers = new Set<() => void>();

  constructor(
    readonly editor: Editor,
    readonly folder: string,
  ) {
    editor.connection.onNotification(surveyChangedNotification, (state: SurveyState) => {
      this.states.push(state);
      for (const look of this.#watchers) look();
    });
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  uri(name: string): string {
    return pathToFileURL(this.path(name)).href;
  }

  ask<Result>(method: string, params: object = {}): Promise<Result> {
    return this.editor.connection.sendRequest(method, params);
  }

  /** Tells the server of files, as a client does that watches them. */
  async touched(...names: string[]): Promise<void> {
    const changes = names.map((name) => ({ uri: this.uri(name), type: 2 }));
    await this.editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** `MESH:D009288 2/1` of each concept, mentions and documents. */
  async concepts(query = ''): Promise<string[]> {
    const concepts = await this.ask<SurveyedConcept[]>(surveyConceptsRequest, { query });
    return concepts.map(({ id, mentions, documents }) => `${id} ${mentions}/${documents}`);
  }

  /** Waits until the survey says that, and is at rest. */
  async until(wanted: readonly string[]): Promise<void> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const news = new Promise<void>((resolve) => {
        const look = () => {
          this.#watchers.delete(look);
          resolve();
        };
        this.#watchers.add(look);
        setTimeout(look, 1_000).unref();
      });
      const found = await this.concepts();
      const { reading } = await this.ask<SurveyState>(surveyRequest);
      if (!reading && found.join() === wanted.join()) return;
      if (Date.now() > deadline) assert.deepEqual(found, wanted);
      await news;
    }
  }
}

const withSurvey =
  (files: Readonly<Record<string, string>>, run: (surveyed: Surveyed) => Promise<void>) => async () => {
    const folder = mkdtempSync(join(tmpdir(), 'biogloss-survey-'));
    mkdirSync(join(folder, 'deep'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const storage = mkdtempSync(join(tmpdir(), 'biogloss-storage-'));
    const editor = await Editor.start({
      server: lexiconServer(),
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'papers' }],
      initializationOptions: { storage },
    });
    try {
      await run(new Surveyed(editor, folder));
    } finally {
      await editor.close();
      for (const each of [folder, storage]) rmSync(each, { recursive: true });
    }
  };

test(
  'files of the workspace and open texts are counted together, and followed as they change',
  withSurvey(
    {
      'a.txt': 'Naproxen caused ulcers.',
      'deep/b.md': '# Aspirin\n\nAspirin and naproxen.',
      'c.pubtator': '7|t|Ulcers\n7|a|Naproxen.\n7\t0\t6\tUlcers\tDisease\tMESH:D014456\n',
      'package.json': '{"name": "naproxen"}',
    },
    async (surveyed) => {
      const { editor } = surveyed;
      assert.deepEqual(await surveyed.concepts(), []);
      await surveyed.ask(surveyRequest);
      // The annotations of a corpus are what it says: its naproxen is none.
      const first = ['MESH:D001241 2/1', 'MESH:D009288 2/2', 'MESH:D014456 2/2'];
      await surveyed.until(first);
      assert.ok(surveyed.states.length > 0);
      assert.deepEqual(surveyed.states.at(-1)?.problems, []);
      const [relation] = await surveyed.ask<SurveyedRelation[]>(surveyRelationsRequest);
      assert.deepEqual([relation?.type, relation?.documents], ['CID', 1]);

      const ulcers = await surveyed.ask<SymbolInformation[]>('workspace/symbol', { query: 'd014456' });
      const said = ({ name, location: { uri, range } }: SymbolInformation) =>
        `${name.split(' ')[0]} ${uri.split('/').at(-1)}:${range.start.line}:${range.start.character}-${range.end.character}`;
      assert.deepEqual(ulcers.map(said).sort(), ['Ulcers c.pubtator:0:4-10', 'ulcers a.txt:0:16-22']);

      // What an editor holds counts before it is saved.
      await editor.open(surveyed.uri('a.txt'), 'Naproxen caused bleeding.');
      await surveyed.until(['MESH:D001241 2/1', 'MESH:D009288 2/2', 'MESH:D006470 1/1', 'MESH:D014456 1/1']);
      const places = await surveyed.ask<DocumentPlaces[]>(surveyPlacesRequest, { concept: 'MESH:D006470' });
      assert.deepEqual(
        places.map(({ source, id, places: [place] }) => [source, id, place?.start, place?.before]),
        [[surveyed.path('a.txt'), 'a.txt', 16, 'Naproxen caused ']],
      );
      await editor.connection.sendNotification('textDocument/didClose', {
        textDocument: { uri: surveyed.uri('a.txt') },
      });
      await surveyed.until(first);

      rmSync(surveyed.path('deep/b.md'));
      writeFileSync(surveyed.path('new.txt'), 'Bleeding, bleeding and bleeding.');
      await surveyed.touched('deep/b.md', 'new.txt');
      await surveyed.until(['MESH:D006470 3/1', 'MESH:D014456 2/2', 'MESH:D009288 1/1']);
      assert.deepEqual(await surveyed.concepts('D0064'), ['MESH:D006470 3/1']);
    },
  ),
);

test(
  'what persons decided counts, and a file that ends the worker costs itself alone',
  withSurvey(
    {
      'a.txt': 'Naproxen caused ulcers.',
      'b.txt': 'Please abort the naproxen.',
      'c.txt': 'Aspirin.',
      'a.txt.curation': [
        { format: 'biogloss-curation', version: 1 },
        {
          kind: 'mention',
          id: 'm',
          by: 'Ada',
          when: '2026-01-02T03:04:05Z',
          place: { start: 16, text: 'ulcers', before: 'Naproxen caused ', after: '.' },
          was: { spans: [[0, 6]], type: 'Disease' },
        },
      ]
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    },
    async (surveyed) => {
      await surveyed.ask(surveyRequest);
      await surveyed.until(['MESH:D001241 1/1', 'MESH:D009288 1/1']);
      const { problems } = await surveyed.ask<SurveyState>(surveyRequest);
      assert.match(problems.join('\n'), /^\S+b\.txt: The survey failed: the worker process/);
    },
  ),
);
