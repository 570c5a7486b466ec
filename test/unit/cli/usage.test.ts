import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commands } from '../../../server/src/cli/commands';
import { biogloss } from './shell';

test('without a command, or with --help, the commands are listed', async () => {
  const bare = await biogloss([]);
  assert.equal(bare.exitCode, 2);
  assert.equal(bare.stdout, '');
  const help = await biogloss(['--help']);
  assert.equal(help.exitCode, 0);
  assert.equal(help.stderr, '');
  for (const name of Object.keys(commands)) {
    assert.match(bare.stderr, new RegExp(`^  ${name} `, 'm'));
    assert.match(help.stdout, new RegExp(`^  ${name} `, 'm'));
  }
});

for (const name of Object.keys(commands)) {
  test(`${name} --help goes to stdout and is done`, async () => {
    const { exitCode, stdout, stderr } = await biogloss([name, '--help']);
    assert.equal(exitCode, 0);
    assert.equal(stderr, '');
    assert.match(stdout, new RegExp(`^Usage: biogloss ${name}`));
  });

  test(`${name} names every option in its help`, async () => {
    const { options, usage } = await commands[name].load();
    for (const option of Object.keys(options ?? {})) assert.match(usage(), new RegExp(`--${option}\\b`));
  });
}

/** Wrong usage: exit code 2, one sentence and where help is, nothing on stdout. */
async function misused(args: readonly string[], message: RegExp) {
  const { exitCode, stdout, stderr } = await biogloss(args);
  assert.equal(exitCode, 2, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, message);
  assert.match(stderr, /--help" shows how it is used\.\n$/);
  assert.equal(stderr.split('\n').length, 3);
}

test('wrong usage is told in one sentence', async () => {
  await misused(['anotate', 'a.txt'], /there is no command "anotate"; the commands are annotate, /);
  await misused(['toString'], /there is no command "toString"/);
  await misused(['annotate', '--to', 'json'], /INPUT is missing/);
  await misused(['annotate', 'a.txt'], /--to is missing; it is one of pubtator/);
  await misused(['annotate', 'a.txt', '--to', 'docx'], /--to is "docx", and must be one of pubtator/);
  await misused(['annotate', 'a.txt', '--to', 'markdown'], /markdown can be read but not written/);
  await misused(['annotate', 'a.txt', '--to', 'pubtator', '--from', 'docx'], /--from is "docx"/);
  await misused(
    ['annotate', 'a.txt', '--to', 'pubtator', '--given', 'all'],
    /--given is "all", and must be one of none, spans, entities/,
  );
  await misused(['annotate', 'a.txt', '--to', 'pubtator', '--device', 'tpu'], /--device is "tpu"/);
  await misused(['annotate', 'a.txt', '--too', 'pubtator'], /Unknown option '--too'/);
  await misused(['annotate', 'a.txt', '--to'], /--to/);
  await misused(['terminology'], /say what to do: import, update, info or build/);
  await misused(['terminology', 'info'], /INDEX is missing/);
});

test('an option that would have no effect is refused', async () => {
  const marking = ['--guidelines', 'genes'];
  await misused(['evaluate', '--gold', 'a', '--pred', 'b', ...marking], /--pred and --guidelines exclude/);
  await misused(
    ['annotate', 'a.txt', '--to', 'csv', '--reader', 'dictionary', ...marking],
    /--reader dictionary asks no model/,
  );
  await misused(
    ['graph', 'a.txt', '--to', 'json', '--given', 'all', ...marking],
    /--given all asks no model/,
  );
});
