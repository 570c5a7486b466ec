import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import type { AnalysisReply } from '../../../server/src/protocol/analysis';
import type { Analyser } from '../../../server/src/worker/analysis/analyser';
import { serveAnalysis } from '../../../server/src/worker/analysis/serveAnalysis';

test('a model that cannot get its linking ready goes on without it', async () => {
  const channel = Object.assign(new EventEmitter(), {
    send: (reply: AnalysisReply) => channel.emit(reply.type, reply),
  });
  const analyser: Analyser = {
    model: {
      name: 'half',
      folder: '',
      device: 'cpu',
      guidelines: [],
      inUse: [],
      entityTypes: [],
      relationTypes: [],
      relationThresholds: {},
    },
    cut: () => [],
    useWords: () => {},
    annotateUnit: async () => ({ mentions: [], relations: [] }),
  };
  serveAnalysis(channel, () => ({
    problems: [],
    preferredName: () => undefined,
    model: async () => ({
      ...analyser,
      prepare: () => Promise.reject(new Error('the name encoder is damaged')),
    }),
  }));
  const loaded = once(channel, 'loaded');
  channel.emit('message', { type: 'load', reader: 'model', folder: '', device: 'cpu', terminologies: [] });
  await loaded;
  const annotated = once(channel, 'annotated');
  const request = { type: 'annotate', id: 1, text: '', languageId: 'plaintext', near: 0, draft: false };
  channel.emit('message', request);
  assert.deepEqual(await annotated, [{ type: 'annotated', id: 1 }]);
});

test('linking is made ready after the first text, when nobody has waited for a moment', async () => {
  const events: string[] = [];
  const channel = Object.assign(new EventEmitter(), {
    send: ({ type }: AnalysisReply) => {
      events.push(type);
      channel.emit(type);
    },
  });
  const analyser: Analyser = {
    model: {
      name: 'whole',
      folder: '',
      device: 'cpu',
      guidelines: [],
      inUse: [],
      entityTypes: [],
      relationTypes: [],
      relationThresholds: {},
    },
    cut: () => [],
    useWords: () => {},
    annotateUnit: async () => ({ mentions: [], relations: [] }),
    prepare: async (turn) => {
      events.push('asks for its turn');
      channel.emit('asks for its turn');
      await turn();
    },
  };
  serveAnalysis(channel, () => ({
    problems: [],
    preferredName: () => undefined,
    model: async () => analyser,
  }));
  const ask = (id: number) =>
    channel.emit('message', {
      type: 'annotate',
      id,
      text: '',
      languageId: 'plaintext',
      near: 0,
      draft: false,
    });
  const loaded = once(channel, 'loaded');
  channel.emit('message', { type: 'load', reader: 'model', folder: '', device: 'cpu', terminologies: [] });
  await loaded;
  const asked = once(channel, 'asks for its turn');
  const prepared = once(channel, 'prepared');
  ask(1);
  await asked;
  ask(2);
  await prepared;
  assert.deepEqual(
    events.filter((each) => each !== 'began'),
    ['opened', 'loaded', 'annotated', 'asks for its turn', 'annotated', 'prepared'],
  );
});
