import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type {
  CodeAction,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  TextEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  type FileAnnotationsResult,
  fileAnnotationsRequest,
} from '../../server/src/protocol/fileAnnotations';
import type { Editor } from './editor';
import { type Workspace, withWorkspace } from './workspace';

const corpus = `91000001|t|Naproxen and stomach ulcers
91000001|a|Naproxen caused ulcers in four patients.
91000001\t0\t8\tNaproxen\tChemical\tD009288
91000001\t21\t27\tulcers\tDisease\tD014456
91000001\t28\t36\tNaproxen\tChemical\tD009288
91000001\tCID\tD009288\tD014456

91000002|t|Aspirin
91000002|a|Bleeding.
91000002\t0\t7\tAspirin\tChemical\tD001241
91000002\t8\t16\tBleeding\tDisease\tD006470
91000002\tCID\tD001241\tD006470
`;

const openCorpus = async ({ editor, at }: Workspace, text = corpus): Promise<string> => {
  const uri = at('notes.pubtator');
  await editor.open(uri, text, 'pubtator');
  return uri;
};

/** What an editor is answered at the place of a wording; `nth` of its occurrences, from 0. */
function ask<Answer>(editor: Editor, method: string, uri: string, wording: string, nth = 0): Promise<Answer> {
  const document = editor.document(uri);
  let start = -1;
  for (let n = 0; n <= nth; n++) start = document.getText().indexOf(wording, start + 1);
  assert.ok(start >= 0, `“${wording}” is in the file`);
  const position = document.positionAt(start + 1);
  return editor.connection.sendRequest(`textDocument/${method}`, {
    textDocument: { uri },
    position,
    context: { includeDeclaration: true },
  });
}

const whole = <Answer>(editor: Editor, method: string, uri: string): Promise<Answer> =>
  editor.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, options: {} });

const linesOf = (editor: Editor, uri: string, locations: readonly Location[]): string[] =>
  locations.map(({ range }) => editor.document(uri).getText(range));

test(
  'a corpus file folds by document, and its outline has documents with mentions and relations',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const uri = await openCorpus(workspace);
    assert.deepEqual(
      (await whole<FoldingRange[]>(editor, 'foldingRange', uri)).map(({ startLine, endLine }) => [
        startLine,
        endLine,
      ]),
      [
        [0, 5],
        [7, 11],
      ],
    );
    const symbols = await whole<DocumentSymbol[]>(editor, 'documentSymbol', uri);
    assert.deepEqual(
      symbols.map(({ name, detail, children = [] }) => [
        name,
        detail,
        children.map((each) => `${each.name} (${each.detail})`),
      ]),
      [
        [
          '91000001',
          'Naproxen and stomach ulcers Naproxen caused ulcers in four patients.',
          [
            'Naproxen (Chemical · D009288)',
            'ulcers (Disease · D014456)',
            'Naproxen (Chemical · D009288)',
            'Naproxen → ulcers (CID)',
          ],
        ],
        [
          '91000002',
          'Aspirin Bleeding.',
          ['Aspirin (Chemical · D001241)', 'Bleeding (Disease · D006470)', 'Aspirin → Bleeding (CID)'],
        ],
      ],
    );
  }),
);

test(
  'from an id of a relation to its mention, from there to the text, and from the text back to the line',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const uri = await openCorpus(workspace);
    const definition = async (wording: string, nth = 0) =>
      linesOf(editor, uri, await ask<Location[]>(editor, 'definition', uri, wording, nth));
    assert.deepEqual(await definition('D014456', 1), ['91000001\t21\t27\tulcers\tDisease\tD014456']);
    assert.deepEqual(await definition('21\t27'), ['ulcers']);
    const [place] = await ask<Location[]>(editor, 'definition', uri, '28\t36');
    assert.deepEqual(place.range.start, { line: 1, character: 11 });
    assert.deepEqual(await definition('Aspirin'), ['91000002\t0\t7\tAspirin\tChemical\tD001241']);
    assert.deepEqual(await definition('patients'), []);
  }),
);

test(
  'references are the lines of a concept in all of the file; highlights are those of the document, with its words',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const uri = await openCorpus(
      workspace,
      corpus.replace('91000002\tCID', '91000002\t0\t7\tAspirin\tChemical\tD009288\n91000002\tCID'),
    );
    const references = await ask<Location[]>(editor, 'references', uri, 'D009288');
    assert.deepEqual(
      references.map(({ range }) => range.start.line),
      [2, 4, 5, 11],
    );
    const highlights = await ask<DocumentHighlight[]>(editor, 'documentHighlight', uri, 'D014456');
    assert.deepEqual(
      highlights.map(({ range }) => [range.start.line, editor.document(uri).getText(range)]),
      [
        [0, 'ulcers'],
        [3, 'D014456'],
        [5, 'D014456'],
      ],
    );
    const links = await whole<DocumentLink[]>(editor, 'documentLink', uri);
    assert.deepEqual(
      links.map(({ target }) => target),
      ['https://pubmed.ncbi.nlm.nih.gov/91000001', 'https://pubmed.ncbi.nlm.nih.gov/91000002'],
    );
  }),
);

test(
  'hovers tell the concept of an id, the text of a line, and what file and model say of a word',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const uri = await openCorpus(workspace);
    await editor.complete(uri);
    const hover = async (wording: string, nth = 0) => {
      const found = await ask<Hover | null>(editor, 'hover', uri, wording, nth);
      return (found?.contents as { value: string } | undefined)?.value ?? '';
    };
    assert.match(await hover('D014456', 1), /D014456[\s\S]*Here: «ulcers»/);
    assert.match(await hover('21\t27'), /«ulcers» · Disease[\s\S]*“Naproxen and stomach «ulcers» Naproxen/);
    assert.match(await hover('CID'), /«Naproxen» induces «ulcers»/);
    assert.match(
      await hover('Naproxen'),
      /^Gold: «Naproxen» · Chemical[\s\S]*Model: «Naproxen» · Chemical · 90 %/,
    );
    assert.match(await hover('caused'), /^$/);
    // The second “ulcers” is marked by the model alone.
    assert.match(await hover('ulcers in'), /^Model: «ulcers» · Disease[\s\S]*The file marks nothing here\./);
  }),
);

test(
  'what is wrong is told at its place, offsets are mended, and what is mended is told no more',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const wrong = corpus
      .replace('21\t27', '20\t26')
      .replace('CID\tD009288', 'CID\tD000001')
      .replace(/91000002/g, '91000001');
    const uri = await openCorpus(workspace, wrong);
    const told = () => editor.diagnostics.get(uri)?.join('\n') ?? '';
    await editor.until(() => /stands in this file before/.test(told()), 'the document that stands twice');
    assert.match(told(), /the mention says "ulcers", but .* the offsets 21–27 would fit/);
    assert.match(told(), /no mention of document 91000001 has D000001, D014456: CID/);
    const range = { start: { line: 3, character: 9 }, end: { line: 3, character: 9 } };
    const actions = await editor.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const [mend] = actions.filter(({ title }) => title === 'Change the offsets to 21–27');
    assert.ok(mend.edit?.changes?.[uri] && mend.isPreferred);
    await editor.replace(uri, '20\t26', '21\t27');
    await editor.until(() => !/would fit/.test(told()), 'the mended offsets');
    assert.equal(
      TextDocument.applyEdits(TextDocument.create(uri, '', 0, wrong), mend.edit.changes[uri]),
      editor.document(uri).getText(),
    );
    assert.match(told(), /has D000001/);
  }),
);

test(
  'formatting sorts a document’s lines and loses nothing',
  withWorkspace(undefined, async (workspace) => {
    const { editor } = workspace;
    const lines = corpus.split('\n');
    const mixed = [
      ...lines.slice(0, 2),
      lines[5],
      lines[4],
      lines[2],
      lines[3],
      '',
      '',
      '',
      ...lines.slice(7),
    ].join('\n');
    const uri = await openCorpus(workspace, mixed);
    const edits = await whole<TextEdit[]>(editor, 'formatting', uri);
    assert.equal(TextDocument.applyEdits(editor.document(uri), edits), corpus);
  }),
);

test(
  'brat: annotations lead into the text beside them, and follow its edits',
  withWorkspace(undefined, async ({ editor, at }) => {
    writeFileSync(fileURLToPath(at('case.txt')), 'Naproxen caused ulcers.\n');
    const uri = at('case.ann');
    await editor.open(
      uri,
      'T1\tChemical 0 8\tNaproxen\nT2\tDisease 16 22\tulcers\nR1\tCID Arg1:T1 Arg2:T2\nN1\tReference T1 MESH:D009288\tNaproxen\n',
      'brat',
    );
    const [text] = await ask<Location[]>(editor, 'definition', uri, 'Disease 16');
    assert.equal(text?.uri, at('case.txt'));
    assert.deepEqual(text.range.start, { line: 0, character: 16 });
    const named = await ask<Location[]>(editor, 'definition', uri, 'T2', 1);
    assert.deepEqual(linesOf(editor, uri, named), ['T2\tDisease 16 22\tulcers']);
    const hover = await ask<Hover>(editor, 'hover', uri, 'MESH:D009288');
    assert.match((hover.contents as { value: string }).value, /Here: «Naproxen»/);
    await editor.open(at('case.txt'), 'Naproxen caused ulcers.\n');
    await editor.replace(at('case.txt'), 'caused', 'often caused');
    await editor.until(
      () => /T2 is left out/.test(editor.diagnostics.get(uri)?.join() ?? ''),
      'the moved text',
    );
    const told = () => editor.diagnostics.get(uri)?.join() ?? '';
    const isFine = () => !/left out|there is no/.test(told());
    // Closed without being saved, the text is what it was.
    await editor.shut(at('case.txt'));
    await editor.until(isFine, 'the text of the disk');
    writeFileSync(fileURLToPath(at('case.txt')), 'So naproxen caused ulcers.\n');
    await editor.until(() => /T1 is left out/.test(told()), 'the changed file');
    rmSync(fileURLToPath(at('case.txt')));
    await editor.until(() => /there is no case\.txt beside this file/.test(told()), 'the missing file');
    await editor.open(at('case.txt'), 'Naproxen caused ulcers.\n');
    await editor.until(isFine, 'the text that was opened');
  }),
);

test(
  'brat: what annotations mark is told of the text beside them, as the editor or the disk has them; other texts have none',
  withWorkspace(undefined, async ({ editor, at }) => {
    const text = 'Naproxen caused ulcers.\n';
    await editor.open(at('case.txt'), text);
    await editor.open(at('other.txt'), text);
    const gold = async (name: string, lines = [0, 9]) => {
      const [start, end] = lines.map((line) => ({ line: line!, character: 0 }));
      const { isAnnotated, mentions } = await editor.connection.sendRequest<FileAnnotationsResult>(
        fileAnnotationsRequest,
        { textDocument: { uri: at(name) }, ranges: [{ start, end }] },
      );
      const words = mentions.map(({ ranges }) => editor.document(at(name)).getText(ranges[0]));
      return isAnnotated ? words : 'nothing';
    };
    assert.equal(await gold('case.txt'), 'nothing');
    writeFileSync(fileURLToPath(at('case.ann')), 'T1\tChemical 0 8\tNaproxen\n');
    assert.deepEqual(await gold('case.txt'), ['Naproxen']);
    assert.deepEqual(await gold('case.txt', [1, 9]), []);
    assert.equal(await gold('other.txt'), 'nothing');
    await editor.open(at('case.ann'), 'T1\tDisease 16 22\tulcers\n', 'brat');
    assert.deepEqual(await gold('case.txt'), ['ulcers']);
    await editor.replace(at('case.txt'), 'caused', 'often caused');
    assert.deepEqual(await gold('case.txt'), []);
    await editor.replace(at('case.txt'), 'often ', '');
    assert.deepEqual(await gold('case.txt'), ['ulcers']);
  }),
);

test(
  'BioC and JSON lines: what the file marks is told by its places, and the model reads the same texts',
  withWorkspace(undefined, async ({ editor, at }) => {
    const files = {
      'bioc-xml':
        '<collection><document><id>1</id><passage><offset>0</offset><text>&quot;Naproxen&quot; caused ulcers</text><annotation id="A1"><infon key="type">Chemical</infon><infon key="identifier">D009288</infon><location offset="1" length="8"/><text>Naproxen</text></annotation></passage><relation id="R1"><infon key="type">CID</infon><infon key="entity1">D009288</infon><infon key="entity2">D014456</infon></relation></document></collection>',
      'bioc-json':
        '{"documents": [{"id": "1", "passages": [{"offset": 0, "text": "\\"Naproxen\\" caused ulcers", "annotations": [{"id": "A1", "infons": {"type": "Chemical", "identifier": "D009288"}, "text": "Naproxen", "locations": [{"offset": 1, "length": 8}]}]}], "relations": [{"id": "R1", "infons": {"type": "CID", "entity1": "D009288", "entity2": "D014456"}}]}]}',
      'jsonl-annotations':
        '{"id": 1, "text": "\\"Naproxen\\" caused ulcers", "spans": [{"start": 1, "end": 9, "label": "Chemical", "kb_id": "D009288"}], "relations": [{"type": "CID", "subject": "D009288", "object": "D014456"}]}\n',
    };
    for (const [language, text] of Object.entries(files)) {
      const uri = at(`notes.${language}`);
      await editor.open(uri, text, language);
      const { mentions } = await editor.complete(uri);
      assert.deepEqual(
        mentions.map(({ ranges: [range] }) => editor.document(uri).getText(range)),
        ['Naproxen', 'ulcers'],
        language,
      );
      const end = editor.document(uri).positionAt(text.length);
      const gold = await editor.connection.sendRequest<FileAnnotationsResult>(fileAnnotationsRequest, {
        textDocument: { uri },
        ranges: [{ start: { line: 0, character: 0 }, end }],
      });
      assert.deepEqual(
        gold.mentions.map(({ ranges: [range], type, concepts }) => [
          editor.document(uri).getText(range),
          type,
          ...concepts,
        ]),
        [['Naproxen', 'Chemical', 'D009288']],
      );
      assert.deepEqual(gold.mentions[0].ranges[0], mentions[0].ranges[0], language);
      const told = () => editor.diagnostics.get(uri)?.join('\n') ?? '';
      await editor.until(
        () => /no mention of document 1 has D014456/.test(told()),
        `findings of ${language}`,
      );
      const [target] = await ask<Location[]>(editor, 'definition', uri, 'D009288', 1);
      assert.match(editor.document(uri).getText(target.range), /^[<{].*D009288.*[>}]$/, language);
    }
    await assert.rejects(
      editor.connection.sendRequest(fileAnnotationsRequest, {
        textDocument: { uri: at('other') },
        ranges: [],
      }),
      /takes an open textDocument/,
    );
  }),
);

test(
  'what is no corpus is answered with nothing',
  withWorkspace(undefined, async ({ editor, at }) => {
    await editor.open(at('notes.txt'), 'Naproxen caused ulcers.');
    // Null, not an empty list: an editor that is told of no folds makes its own.
    assert.equal(await whole(editor, 'foldingRange', at('notes.txt')), null);
    assert.deepEqual(await ask(editor, 'definition', at('notes.txt'), 'ulcers'), []);
    assert.equal(await whole(editor, 'formatting', at('notes.txt')), null);
    await editor.open(at('data.json'), '{"a": [1, 2]}', 'json');
    assert.equal(await whole(editor, 'foldingRange', at('data.json')), null);
  }),
);

test('an editor that can be told so gets a formatter for corpus files alone', async () => {
  const registered: { method: string; registerOptions: { documentSelector: { language: string }[] } }[] = [];
  const register = ({ registrations }: { registrations: typeof registered }) => {
    registered.push(...registrations);
  };
  await withWorkspace(
    undefined,
    async ({ editor, at }) => {
      await editor.open(at('notes.txt'), 'Naproxen');
      await editor.complete(at('notes.txt'));
      const formatting = registered.find(({ method }) => method === 'textDocument/formatting');
      assert.deepEqual(
        formatting?.registerOptions.documentSelector.map(({ language }) => language),
        ['pubtator', 'brat', 'conll', 'bioc-xml', 'bioc-json', 'jsonl-annotations'],
      );
    },
    {
      capabilities: { textDocument: { formatting: { dynamicRegistration: true } } },
      answers: { 'client/registerCapability': register as () => unknown },
    },
  )();
});
