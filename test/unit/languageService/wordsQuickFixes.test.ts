import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ConceptLookup } from '../../../server/src/languageService/words/conceptLookup';
import { WordsQuickFixProvider } from '../../../server/src/languageService/words/wordsQuickFixes';
import { Terminologies } from '../../../server/src/terminology/terminologies';
import { wordsInUse } from '../../../server/src/terminology/userWords/wordsInUse';
import { indexOf } from '../terminology/imported';

const terminologies = new Terminologies([
  indexOf(
    { id: 'MESH:D003920', preferredName: 'Diabetes Mellitus', synonyms: ['DM'], types: ['Disease'] },
    { id: 'MESH:D007854', preferredName: 'Lead', synonyms: [], types: ['Chemical'] },
  ),
]);
const uri = 'file:///biogloss-words.tsv';
const can = { documentChanges: false, createsFiles: false };

/** The titles of the fixes of a file's first problem, and what the file is after the one of them that is asked for. */
function fixed(text: string, title?: string): { titles: string[]; text: string } {
  const { rows, problems } = wordsInUse([{ name: 'words', content: text }], terminologies);
  const words = { rows, types: ['Disease', 'Chemical'], fileFor: () => undefined };
  const lookup = new ConceptLookup({ current: terminologies }, words);
  const provider = new WordsQuickFixProvider(lookup, () => words.types, can);
  const document = TextDocument.create(uri, 'biogloss-words', 1, text);
  const [problem] = problems[0]!;
  const place = { line: problem!.line! - 1, character: 0 };
  const actions = provider.provideCodeActions(document, { start: place, end: place }, [problem!]);
  const action = title === undefined ? actions[0]! : actions.find((each) => each.title === title);
  assert.ok(action, `${title} is none of ${actions.map(({ title }) => title)}`);
  const after = TextDocument.applyEdits(document, action.edit!.changes![uri]!);
  const left = wordsInUse([{ name: 'words', content: after }], terminologies).problems[0]!;
  assert.ok(
    !left.some(({ code, line }) => code === problem!.code && line === problem!.line),
    'the problem is gone',
  );
  return { titles: actions.map(({ title }) => title), text: after };
}

test('an action that is misspelt is corrected; of one that resembles none all are offered', () => {
  assert.equal(fixed('bn\tlead\r\npin\tDM\tDisease\tnone').text, 'ban\tlead\r\npin\tDM\tDisease\tnone');
  assert.deepEqual(fixed('hide\tlead\n').titles, [
    'Change "hide" to "add"',
    'Change "hide" to "define"',
    'Change "hide" to "pin"',
    'Change "hide" to "ban"',
    'Remove this row',
  ]);
});

test('spaces become tabs', () => {
  assert.equal(
    fixed('pin   heart attack   Disease   MESH:D003920\n').text,
    'pin\theart attack\tDisease\tMESH:D003920\n',
  );
  assert.equal(fixed('ban lead').text, 'ban\tlead');
});

test('a type that is misspelt or missing is set', () => {
  assert.equal(fixed('ban\tlead\tchemical\n').text, 'ban\tlead\tChemical\n');
  assert.equal(fixed('add\tX9\t\tMESH:D007854\tseen\n').text, 'add\tX9\tChemical\tMESH:D007854\tseen\n');
});

test('a concept that is unknown or missing is looked for by the name', () => {
  assert.equal(fixed('pin\tDM\tDisease\tMESH:D999999\n').text, 'pin\tDM\tDisease\tMESH:D003920\n');
  assert.equal(fixed('pin\tDM\tDisease\n').text, 'pin\tDM\tDisease\tMESH:D003920\n');
  assert.equal(
    fixed('add\tX9\tDisease\tlab:9\tnote', 'Define lab:9 as a concept of your own').text,
    'add\tX9\tDisease\tlab:9\tnote\ndefine\tX9\tDisease\tlab:9\n',
  );
  assert.equal(
    fixed('define\tCompound A\tChemical\n').text,
    'define\tCompound A\tChemical\town:Compound-A\n',
  );
  assert.equal(fixed('ban\tlead\t\tMESH:D007854\n').text, 'ban\tlead\n');
  assert.equal(fixed('define\tDM2\tDisease\tMESH:D003920\n').text, 'add\tDM2\tDisease\tMESH:D003920\n');
});

test('of contradicting rows either can be kept', () => {
  const text = '# ours\nban\tlead\nadd\tlead\tChemical\n';
  assert.equal(fixed(text, 'Remove this row').text, '# ours\nban\tlead\n');
  assert.equal(fixed(text, 'Keep this row and remove line 2').text, '# ours\nadd\tlead\tChemical\n');
  const defined = 'define\tA\tDisease\tlab:1\ndefine\tB\tDisease\tlab:1\n';
  assert.equal(fixed(defined).text, 'define\tA\tDisease\tlab:1\nadd\tB\tDisease\tlab:1\n');
});

test('what git left of a merge goes, and both sides stay', () =>
  assert.equal(
    fixed('ban\ta1\n<<<<<<< HEAD\nban\tb1\n=======\nban\tc1\n>>>>>>> other\nban\td1').text,
    'ban\ta1\nban\tb1\nban\tc1\nban\td1',
  ));

test('a row that is there twice goes', () =>
  assert.equal(fixed('ban\tlead\nban\tlead\n').text, 'ban\tlead\n'));

test('the header is put in order', () =>
  assert.equal(fixed('action\ttype\tname\n').text, 'action\tname\ttype\tconcept\tnote\n'));
