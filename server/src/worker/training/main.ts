/** The training worker: one order, one run. Forked by the language server; here it only listens and reports. */
import { sentence } from '../../platform/failure';
import type { TrainingReply, TrainingRequest } from '../../protocol/training';
import type { DevScores } from '../../training/devScores';
import { train } from '../../training/train';

/** Progress is told this often at most, in milliseconds: a small corpus makes steps faster than anyone reads. */
const pace = 200;

const send = (reply: TrainingReply) => process.send?.(reply);
const cancellation = new AbortController();

process.on('disconnect', () => process.exit());
process.on('message', (message) => {
  const request = message as TrainingRequest;
  if (request.type === 'cancel') cancellation.abort();
  else void work(request);
});

async function work(order: Extract<TrainingRequest, { type: 'start' }>): Promise<void> {
  const { signal } = cancellation;
  let told = 0;
  const last = { step: 0, steps: 1, epoch: 1, loss: 0 };
  try {
    const scores = await train(order, {
      signal,
      tell: (line) => console.error(line),
      report(event) {
        if (event.type === 'evaluation')
          return send({ type: 'progress', ...last, dev: scoresByKey(event.scores) });
        if (event.type === 'pretraining') return;
        const { step, steps, epoch, loss } = event;
        Object.assign(last, { step, steps, epoch, loss });
        if (performance.now() - told < pace && step < steps) return;
        told = performance.now();
        send({ type: 'progress', ...last });
      },
    });
    finish({ type: 'done', out: order.out, scores: scores ? scoresByKey(scores) : {} });
  } catch (error) {
    finish(signal.aborted ? { type: 'cancelled' } : { type: 'failed', message: sentence(error) });
  }
}

/** Figures from raw text by the keys of `evaluate --json`, those with gold entities under `given_entities`. */
const scoresByKey = ({ raw, givenEntities }: DevScores) => ({ ...raw, given_entities: givenEntities });

const finish = (reply: TrainingReply) => process.send?.(reply, () => process.exit());
