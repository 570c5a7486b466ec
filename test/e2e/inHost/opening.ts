import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { extensions, languages } from 'vscode';
import { category, command, commandTitles } from '../../../client/src/contributions';
import { test } from '../suite';
import { biogloss, marksOf, mentionsIn, open, sample, when } from './editor';

test('opening a text file starts the extension and loads the model', async () => {
  await open(sample('abstract.txt'));
  const extension = extensions.getExtension('biogloss.biogloss');
  const { status } = await biogloss();
  assert.equal(extension?.isActive, true);
  const model = await when(status.onDidChange, () => status.status.model, 'a loaded model');
  assert.ok(
    model.entityTypes.includes('Chemical') && model.entityTypes.includes('Disease'),
    String(model.entityTypes),
  );
});

test('a text file gets its chemicals and diseases, at the places where they stand', async () => {
  const document = await open(sample('abstract.txt'));
  const marks = await marksOf(document);
  const mentions = mentionsIn(document, marks);
  assert.ok(mentions.includes('Chemical: Naproxen'), mentions.join('\n'));
  // With or without its adjective: how long a mention is, is the model's business.
  assert.ok(
    mentions.some((mention) => /^Disease: (gastric )?ulcers$/i.test(mention)),
    mentions.join('\n'),
  );
  for (const { ranges, text } of marks.mentions)
    assert.equal(ranges.map((range) => document.getText(range)).join(' '), text);
});

test('a Markdown file is read as prose: no marks in its code, link targets and front matter', async () => {
  const document = await open(sample('notes.md'));
  const marks = await marksOf(document);
  const mentions = mentionsIn(document, marks);
  assert.ok(mentions.includes('Chemical: Haloperidol'), mentions.join('\n'));
  assert.ok(!mentions.includes('Chemical: aspirin'), 'aspirin stands in code only');
  const target = document.getText().indexOf('https://');
  for (const { ranges } of marks.mentions) {
    const start = document.offsetAt(ranges[0].start);
    assert.ok(start < target || start >= target + 'https://example.org/doxorubicin-cardiomyopathy'.length);
  }
});

test('PubTator files are recognised by their names and by their first line', async () => {
  copyFileSync(sample('corpus.pubtator').fsPath, sample('Corpus.PubTator.txt').fsPath);
  writeFileSync(sample('corpus-without-name').fsPath, '1|t|Naproxen\n1|a|\n');
  for (const name of ['corpus.pubtator', 'Corpus.PubTator.txt', 'corpus-without-name']) {
    const { languageId } = await open(sample(name));
    assert.equal(languageId, 'pubtator', name);
  }
  assert.ok((await languages.getLanguages()).includes('pubtator'));
});

test('the commands are in the palette under one category', () => {
  const { contributes } = extensions.getExtension('biogloss.biogloss')!.packageJSON;
  const shown: string[] = contributes.commands.map(
    (entry: { category: string; title: string }) => `${entry.category}: ${entry.title}`,
  );
  for (const id of Object.values(command)) assert.ok(shown.includes(`${category}: ${commandTitles[id]}`), id);
});
