import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  type CurateParams,
  type CurateResult,
  type CurationAction,
  type CurationStateParams,
  curateRequest,
  curationStateNotification,
  type MentionTarget,
  redoCurationRequest,
  undoCurationRequest,
} from '../../server/src/protocol/curation';
import { type Editor, words } from './editor';
import { type Workspace, withWorkspace } from './workspace';

const text = 'Naproxen and stomach ulcers\n\nNaproxen caused severe ulcers in four patients.\n';

/** A person who decides on `paper.txt`. */
class Curator {
  readonly states: CurationStateParams[] = [];

  private constructor(
    readonly editor: Editor,
    readonly uri: string,
  ) {}

  static async open({ editor, at }: Workspace, content = text): Promise<Curator> {
    const curator = new Curator(editor, at('paper.txt'));
    if (!existsSync(curator.path)) writeFileSync(curator.path, content);
    editor.listen(curationStateNotification, (state: CurationStateParams) => curator.states.push(state));
    await editor.open(curator.uri, content);
    await editor.complete(curator.uri);
    return curator;
  }

  get path(): string {
    return fileURLToPath(this.uri);
  }

  /** What is beside the document; undefined where there is nothing. */
  get sidecar(): string | undefined {
    return existsSync(`${this.path}.curation`) ? readFileSync(`${this.path}.curation`, 'utf8') : undefined;
  }

  /** The words where they stand for the nth time, from 0. */
  at(found: string, nth = 0): MentionTarget {
    const document = this.editor.document(this.uri);
    let start = -1;
    for (let n = 0; n <= nth; n++) start = document.getText().indexOf(found, start + 1);
    assert.ok(start >= 0, found);
    return {
      ranges: [{ start: document.positionAt(start), end: document.positionAt(start + found.length) }],
    };
  }

  curate(action: CurationAction, target: MentionTarget, scope: CurateParams['scope'] = 'this') {
    const { version } = this.editor.document(this.uri);
    return this.ask({ action, on: [{ uri: this.uri, version, mentions: [target] }], scope });
  }

  ask(params: CurateParams): Promise<CurateResult> {
    return this.editor.connection.sendRequest(curateRequest, params);
  }

  undo(): Promise<CurateResult | null> {
    return this.editor.connection.sendRequest(undoCurationRequest, { uri: this.uri });
  }

  redo(): Promise<CurateResult | null> {
    return this.editor.connection.sendRequest(redoCurationRequest, {});
  }

  /** The words that are marked by now. */
  marked(...expected: string[]): Promise<unknown> {
    const { editor } = this;
    return editor
      .until(() => {
        const last = editor.annotations.at(-1);
        return last?.complete && words(last).join() === expected.join();
      }, `marks of ${expected.join()}`)
      .catch((error) => {
        throw new Error(`${error.message}; they are of ${words(editor.annotations.at(-1)!).join()}`);
      });
  }

  state(holds: (state: CurationStateParams) => boolean): Promise<CurationStateParams> {
    return this.editor.until(() => {
      const last = this.states.at(-1);
      return last && holds(last) ? last : undefined;
    }, 'the state of the curation');
  }
}

const curating = (run: (curator: Curator, workspace: Workspace) => Promise<void>) =>
  withWorkspace(undefined, async (workspace) => run(await Curator.open(workspace), workspace), {
    initializationOptions: { curation: true, settings: { curator: 'Ada' } },
  });

test(
  'a mention is rejected, kept beside the document, and taken back byte for byte',
  curating(async (curator) => {
    await curator.marked('Naproxen', 'ulcers', 'Naproxen', 'ulcers');
    const { changed, label } = await curator.curate({ kind: 'reject' }, curator.at('ulcers'));
    assert.deepEqual([changed, label], [1, 'Reject “ulcers”']);
    await curator.marked('Naproxen', 'Naproxen', 'ulcers');
    const state = await curator.state(({ saved, counts }) => saved && counts.rejected === 1);
    assert.deepEqual(state.counts, { decided: 0, rejected: 1, undecided: 3, lost: 0, disputed: 0 });
    assert.equal(state.undo, label);
    const [, decision] = curator.sidecar!.split('\n').map((line) => line && JSON.parse(line));
    assert.equal(decision.by, 'Ada');
    assert.deepEqual(decision.was, { spans: [[0, 6]], type: 'Disease', concepts: ['MESH:D014456'] });
    const before = curator.sidecar;
    await curator.curate({ kind: 'accept' }, curator.at('Naproxen'), 'document');
    await curator.state(({ saved, counts }) => saved && counts.decided === 2);
    assert.equal((await curator.undo())!.label, 'Accept “Naproxen” in 2 places');
    await curator.state(({ saved, counts }) => saved && counts.decided === 0);
    assert.equal(curator.sidecar, before);
    await curator.undo();
    await curator.state(({ saved, counts }) => saved && counts.rejected === 0);
    assert.equal(curator.sidecar, undefined);
    assert.equal(await curator.undo(), null);
    await curator.redo();
    await curator.state(({ saved, counts }) => saved && counts.rejected === 1);
    assert.equal(curator.sidecar, before);
  }),
);
