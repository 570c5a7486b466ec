import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Decision } from '../../../server/src/curation/decision';
import { readSidecar, writeSidecar } from '../../../server/src/curation/sidecar';
import { mention } from '../curation/decided';
import { biogloss, files } from './shell';

const text = 'Naproxen was given to fifty of the patients. It caused severe ulcers in three.';
const ulcers = { words: 'ulcers', type: 'Disease', concepts: ['MESH:D014456'] };
const accepted = mention(text, { was: ulcers, is: ulcers, by: 'Ada' });
const rejected = mention(text, { was: ulcers, by: 'Ben' });
const sidecar = (...decisions: Decision[]) => writeSidecar({ decisions, unread: [], others: {} });

test('merge writes one file and tells disagreements, which are no failure', async (t) => {
  const path = files(t, {
    base: '',
    ours: sidecar(accepted),
    theirs: sidecar({ ...rejected, id: 'with ulcers' }),
  });
  const given = ['curation', 'merge', path('base'), path('ours'), path('theirs')];
  const { exitCode, stdout, stderr } = await biogloss([...given, '--out', path('ours')]);
  assert.deepEqual([exitCode, stdout], [0, '']);
  assert.match(
    stderr,
    /“ulcers” from character 63: Ada says “ulcers” is Disease MESH:D014456, Ben says “ulcers” is no mention \(verdict\)/,
  );
  assert.equal(readSidecar(readFileSync(path('ours'), 'utf8')).sidecar!.decisions.length, 2);
  writeFileSync(path('theirs'), 'my notes');
  const refused = await biogloss(given);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.stderr, /theirs:1: this is no sidecar/);
});

test('agree compares two files, or two folders', async (t) => {
  const path = files(t, {
    'ada/paper.txt': text,
    'ada/paper.txt.curation': sidecar(accepted),
    'ben/paper.txt.curation': sidecar(accepted),
    'ben/other.txt.curation': sidecar(rejected),
  });
  const folders = await biogloss(['curation', 'agree', path('ada'), path('ben')]);
  assert.equal(folders.exitCode, 0, folders.stderr);
  assert.match(folders.stdout, /^kappa of words +1\.000 +of 16$/m);
  assert.match(folders.stderr, /other\.txt\.curation is not in /);
  const json = await biogloss([
    'curation',
    'agree',
    path('ada/paper.txt.curation'),
    path('ben/other.txt.curation'),
    '--json',
  ]);
  assert.equal(JSON.parse(json.stdout).mentions.fn, 1);
});

test('check finds places after an edit from outside, and writes them on demand', async (t) => {
  const path = files(t, { 'paper.txt': `Title\n\n${text}`, 'paper.txt.curation': sidecar(accepted) });
  const { exitCode, stdout } = await biogloss(['curation', 'check', path('paper.txt'), '--update']);
  assert.equal(exitCode, 0);
  assert.match(stdout, /1 decision, 0 places not found, 0 disagreements/);
  const stored = readSidecar(readFileSync(path('paper.txt.curation'), 'utf8')).sidecar!;
  assert.deepEqual(stored.decisions, [mention(`Title\n\n${text}`, { was: ulcers, is: ulcers })]);
  writeFileSync(path('paper.txt'), 'Nothing is left.');
  const lost = await biogloss(['curation', 'check', path('paper.txt'), '--update']);
  assert.match(lost.stdout, /not found: “ulcers”, which was near line 1/);
  assert.match(readFileSync(path('paper.txt.curation'), 'utf8'), /"lost":true/);
});
