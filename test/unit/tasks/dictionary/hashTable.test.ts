import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HashTable } from '../../../../server/src/tasks/dictionary/hashTable';

test('hashes are numbered in the order in which they come, however many there are and whatever they are', () => {
  const table = new HashTable();
  const numbers = new Map<number, number>();
  // Neighbours, zero, negative ones, and many that differ in their upper bits alone.
  const hashes = [0, 1, -1, -(2 ** 31), 2 ** 31 - 1];
  for (let i = 0; i < 100_000; i++) hashes.push((i << 15) | 0, Math.imul(i, 0x9e3779b1));
  for (const hash of hashes) {
    const known = numbers.get(hash) ?? numbers.size;
    numbers.set(hash, known);
    assert.equal(table.add(hash), known);
  }
  for (const [hash, number] of numbers) assert.equal(table.find(hash), number);
  assert.equal(table.find(0x12345678), -1);
});
