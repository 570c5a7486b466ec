import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type { ImportTerminologyResult, TerminologySummary } from '../../server/src/protocol/terminology';
import { writeIndex } from '../support/indexFile';
import { Editor } from './editor';
import { lexiconServer, productServer } from './servers';

const uri = 'file:///notes.txt';
const skip = productServer() ? false : 'no built product here';

const folder = mkdtempSync(join(tmpdir(), 'biogloss-import-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const storage = join(folder, 'storage');

/** Writes a file into the test's folder. @returns its path */
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const genes = (symbols: readonly string[]) =>
  `id\tname\ttypes\n${symbols.map((symbol, i) => `HGNC:${i + 1}\t${symbol}\tGene\n`).join('')}`;

async function withEditor(
  run: (editor: Editor, settings: { terminologies: string[] }) => Promise<void>,
): Promise<void> {
  const settings = { terminologies: [] as string[] };
  const editor = await Editor.start({
    server: lexiconServer(),
    capabilities: { workspace: { configuration: true }, window: { workDoneProgress: true } },
    answers: { 'workspace/configuration': () => [settings] },
    initializationOptions: { storage },
  });
  try {
    await run(editor, settings);
  } finally {
    await editor.close();
  }
}

const compile = async (editor: Editor, args: object) =>
  (await editor.execute('biogloss.compileTerminology', args)) as ImportTerminologyResult;
const update = async (editor: Editor, args: object) =>
  (await editor.execute('biogloss.updateTerminology', args)) as ImportTerminologyResult;

test(
  'a terminology is imported, put on the list, and updated from the same files: what is gone is told',
  { skip },
  () =>
    withEditor(async (editor, settings) => {
      await editor.open(uri, 'Naproxen lowered TP53 and BRCA1.\n');
      await editor.complete(uri);
      const table = file('genes.tsv', genes(['TP53', 'BRCA1']));
      const { out, concepts, refused, files } = await compile(editor, { files: [table] });
      assert.deepEqual(
        [out, concepts, refused],
        [join(storage, 'terminologies', 'genes.tsv.terms'), 2, undefined],
      );
      assert.deepEqual([files[0].concepts, files[0].problems], [2, []]);
      settings.terminologies = [out];
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      const ids = () => editor.annotations.at(-1)!.mentions.map((mention) => mention.concepts[0]?.id);
      await editor.until(() => ids().includes('HGNC:2'), 'the genes');

      const list = (await editor.execute('biogloss.terminologies', {})) as TerminologySummary[];
      assert.deepEqual(
        list.map(({ name, embedded, types }) => [name, embedded, Object.keys(types)]),
        [
          ['genes.tsv', false, ['Gene']],
          ['MeSH chemicals and diseases', true, ['Chemical', 'Disease']],
        ],
      );

      file('genes.tsv', genes(['TP53']));
      const newer = await update(editor, { index: out });
      assert.deepEqual([newer.concepts, newer.gone], [1, { count: 1, ids: ['HGNC:2'] }]);
      await editor.until(() => ids().length === 2, 'the marks of the new version');
      assert.deepEqual(ids(), ['MESH:D009288', 'HGNC:1']);
    }),
);

test('other files of the same name get an index of their own', { skip }, () =>
  withEditor(async (editor) => {
    const table = file('same.tsv', genes(['TP53']));
    const { out } = await compile(editor, { files: [table] });
    assert.equal((await compile(editor, { files: [table] })).out, out);
    const other = await compile(editor, { files: [file('other.tsv', genes(['KRAS']))], name: 'same.tsv' });
    assert.equal(other.out, out.replace('.terms', '-2.terms'));
  }),
);

test(
  'XML that breaks in the middle is told with its line; the old index stays, unless a part is wanted',
  { skip },
  () =>
    withEditor(async (editor) => {
      const record = (n: number) =>
        `<DescriptorRecord><DescriptorUI>D00000${n}</DescriptorUI>\n<DescriptorName><String>Disorder ${n}</String></DescriptorName></DescriptorRecord>\n`;
      const xml = file('desc.xml', `<DescriptorRecordSet>\n${record(1)}${record(2)}</oops>\n${record(3)}`);
      const out = writeIndex(join(folder, 'old.terms'), 'MESH:D000009 Disease gout');
      const old = readFileSync(out);
      const { refused, files } = await compile(editor, { files: [xml], out });
      assert.match(
        refused ?? '',
        /old\.terms is left as it was; correct the input, or take what could be read\.$/,
      );
      assert.match(files[0].problems[0], /desc\.xml:6:\d+: this is not valid MeSH XML from here on/);
      assert.ok(old.equals(readFileSync(out)));
      const part = await compile(editor, { files: [xml], out, partial: true });
      assert.deepEqual([part.refused, part.concepts, part.gone.count], [undefined, 2, 1]);
    }),
);

test('bad input is a sentence each: entity bombs, wrong columns, no such file, nothing in it', { skip }, () =>
  withEditor(async (editor) => {
    const bomb = file(
      'bomb.xml',
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D1</DescriptorUI><DescriptorName><String>&b;</String></DescriptorName></DescriptorRecord></DescriptorRecordSet>',
    );
    const cases: [string, RegExp][] = [
      [bomb, /bomb\.xml:\d+:\d+: /],
      [file('wrong.tsv', 'alpha\tbeta\n1\t2\n'), /wrong\.tsv is in none of the formats that are known/],
      [join(folder, 'none.tsv'), /^there is no .*none\.tsv\.$/],
      [file('empty.tsv', ''), /empty\.tsv is empty; a terminology was expected\.$/],
    ];
    for (const [path, sentence] of cases) {
      const { files, concepts } = await compile(editor, { files: [path] });
      assert.match(files[0].problems[0] ?? '', sentence);
      assert.ok(concepts <= 1);
    }
    await assert.rejects(update(editor, { index: join(folder, 'none.terms') }), /there is no .*none\.terms/);
  }),
);

test('an import that is cancelled is over within 150 ms, and leaves everything as it was', { skip }, () =>
  withEditor(async (editor) => {
    const symbols = Array.from({ length: 400_000 }, (_, i) => `symbol ${i}`);
    const table = file('large.tsv', genes(symbols));
    const out = writeIndex(join(folder, 'large.terms'), 'HGNC:1 Gene TP53');
    const old = readFileSync(out);
    const source = new CancellationTokenSource();
    const answer = editor.connection.sendRequest(
      'workspace/executeCommand',
      { command: 'biogloss.compileTerminology', arguments: [{ files: [table], out }] },
      source.token,
    );
    await editor.until(() => editor.progressTokens.length > 0, 'the beginning');
    const began = performance.now();
    source.cancel();
    await assert.rejects(answer, { code: LSPErrorCodes.RequestCancelled });
    assert.ok(performance.now() - began < 150);
    assert.ok(old.equals(readFileSync(out)));
    assert.ok(!readdirSync(folder).some((name) => name.endsWith('.tmp')));
    assert.ok(existsSync(table));
  }),
);
