// npm run test:crash: the packaged command line killed at random instants, and served from disks that fail.
//   npm run test:crash -- --rounds 1000   more kills than 200
//   npm run test:crash -- --seed 4711     the same choices again; the instants of the kills are the machine's
import { runLong } from './long-run.js';

await runLong({
  folder: 'crash',
  options: { rounds: { variable: 'ONEAPI_CRASH_ROUNDS', count: 200 }, seed: { variable: 'ONEAPI_CRASH_SEED' } },
  minutes: 120,
});
