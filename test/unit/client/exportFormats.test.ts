import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exportFormats } from '../../../client/src/export/exportFormats';
import { formatById, formats } from '../../../server/src/formats/registry';
import { tables } from '../../../server/src/formats/tables/format';

test('every format that the export command offers can be written', () => {
  for (const { id, isFolder = false } of exportFormats) {
    const { write, writeFolder } = formatById(id)!;
    assert.ok(write ?? writeFolder, id);
    assert.equal(isFolder, writeFolder !== undefined, `${id} is a folder, or is not`);
  }
});

test('every format that can be written is offered, but for the terminal’s and further forms of tables', () => {
  const offered = new Set(exportFormats.map(({ id }) => id));
  const further = new Set(['pretty', ...tables.map(({ id }) => id).filter((id) => !offered.has(id))]);
  const written = formats.filter(({ write, writeFolder }) => write ?? writeFolder).map(({ id }) => id);
  assert.deepEqual(
    written.filter((id) => !offered.has(id) && !further.has(id)),
    [],
  );
  assert.deepEqual(
    [...further].filter((id) => id.includes('csv')),
    [],
    'tables are offered as CSV; Copy as Table has the other forms',
  );
});
